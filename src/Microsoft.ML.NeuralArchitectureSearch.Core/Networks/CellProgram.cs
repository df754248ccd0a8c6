using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Recurrent;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Networks;

/// <summary>A recurrent cell, ready to be computed.</summary>
internal sealed record CellProgram(RecurrentGenotype Genotype)
{
    /// <summary>What each node applies.</summary>
    public ImmutableArray<RecurrentActivation> Activations { get; } =
        [.. Genotype.Nodes.Select(node => RecurrentActivation.Of(node.Activation))];

    /// <summary>For the kernels, one row for each node, with a one at its activation: float32 <c>[E, O]</c>.</summary>
    public Tensor Choice => tensor(
        Genotype.Nodes.SelectMany(node => ActivationNames.All.Select(name => name == node.Activation ? 1f : 0f)).ToArray(),
        [Genotype.Nodes.Length, ActivationNames.All.Length],
        device: CPU);

    /// <summary>The cell as the kernels compute it.</summary>
    public RecurrentPlan Plan(int inputSize, int hiddenSize) => new()
    {
        Inputs = inputSize,
        Hidden = hiddenSize,
        Nodes = [.. Genotype.Nodes.Select(node => new RecurrentNodePlan(node.Source, 1))],
        Averaged = [.. Genotype.Averaged.Order()],
        Candidates = RecurrentActivation.Columns(ActivationNames.All),
        ChoiceColumns = ActivationNames.All.Length,
        IsNormalized = false,
    };
}
