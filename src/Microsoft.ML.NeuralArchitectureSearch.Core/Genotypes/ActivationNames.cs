using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Genotypes;

/// <summary>The names that the field gives to the activations of recurrent cells.</summary>
public static class ActivationNames
{
    /// <summary>The hyperbolic tangent.</summary>
    public const string Tanh = "tanh";

    /// <summary>The larger one of the value and zero.</summary>
    public const string Relu = "relu";

    /// <summary>The logistic function.</summary>
    public const string Sigmoid = "sigmoid";

    /// <summary>The value as it is.</summary>
    public const string Identity = "identity";

    /// <summary>
    /// What a node of a recurrent cell may apply, in the order of the columns of α behind <see cref="OperationNames.None"/>.
    /// </summary>
    /// <remarks>Liu et al., "DARTS: Differentiable Architecture Search" (2019), arXiv:1806.09055, section 3.1.2.</remarks>
    public static ImmutableArray<string> All { get; } = [Tanh, Relu, Sigmoid, Identity];
}
