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

    /// <summary>Where the kernels find the weights of tanh, ReLU, logistic function and identity.</summary>
    /// <param name="names">Names of the columns of the weights.</param>
    /// <returns>A column for each of the four; -1 where there is none.</returns>
    public static ImmutableArray<int> Columns(ImmutableArray<string> names) =>
        [.. All.Select(activation => names.IndexOf(activation.Name))];

    /// <summary>The activation of a name that a <see cref="RecurrentGenotype"/> may hold.</summary>
    public static RecurrentActivation Of(string name) => All.First(activation => activation.Name == name);
}
