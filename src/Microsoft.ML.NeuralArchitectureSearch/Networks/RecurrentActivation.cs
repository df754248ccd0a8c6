using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Networks;

/// <summary>What an activation of a recurrent cell computes.</summary>
/// <param name="Name">Its name, one of <see cref="ActivationNames.All"/>.</param>
/// <param name="Apply">The function, element by element; the identity gives the tensor that it is given.</param>
internal sealed record RecurrentActivation(string Name, Func<Tensor, Tensor> Apply)
{
    public static RecurrentActivation Tanh { get; } = new(ActivationNames.Tanh, input => input.tanh());

    private static readonly ImmutableArray<RecurrentActivation> All =
    [
        Tanh,
        new(ActivationNames.Relu, input => input.relu()),
        new(ActivationNames.Sigmoid, input => input.sigmoid()),
        new(ActivationNames.Identity, input => input),
    ];

    /// <summary>The activation of a name that a <see cref="RecurrentGenotype"/> may hold.</summary>
    public static RecurrentActivation Of(string name) => All.First(activation => activation.Name == name);
}
