using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Recurrent;
using Microsoft.ML.NeuralArchitectureSearch.Operations.Fused;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Networks;

/// <summary>The recurrent layer of a genotype: in each step its nodes turn the state that each reads into one of their own; their mean is the hidden state.</summary>
/// <remarks>
/// Liu et al., "DARTS: Differentiable Architecture Search" (2019), arXiv:1806.09055, section 3.1.2. The names and the shapes of the state dict are those
/// of the paper's reference code, so that weights trained there can be loaded.
/// </remarks>
public sealed class RecurrentCell : HighwayCell
{
    private readonly ImmutableArray<RecurrentActivation> _activations;

    /// <summary>Creates a cell with weights drawn from torch's generator.</summary>
    /// <param name="genotype">What it computes.</param>
    /// <param name="inputSize">Size of what it reads in a step (I).</param>
    /// <param name="hiddenSize">Size of the hidden state (H).</param>
    /// <exception cref="ArgumentNullException">There is no genotype.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is zero or negative.</exception>
    public RecurrentCell(RecurrentGenotype genotype, int inputSize, int hiddenSize)
        : base(nameof(RecurrentCell), Checked.NotNull(genotype, nameof(genotype)).Nodes.Length, inputSize, hiddenSize)
    {
        Genotype = genotype;
        _activations = [.. genotype.Nodes.Select(node => RecurrentActivation.Of(node.Activation))];
        RegisterComponents();
    }

    /// <summary>What the cell computes.</summary>
    public RecurrentGenotype Genotype { get; }

    internal override RecurrentPlan Plan => new()
    {
        Inputs = InputSize,
        Hidden = HiddenSize,
        Nodes = [.. Genotype.Nodes.Select(node => new RecurrentNodePlan(node.Source, SourceCount: 1))],
        Averaged = [.. Genotype.Averaged.Order()],
        Candidates = RecurrentActivation.Columns([.. ActivationNames.All]),
        ChoiceColumns = ActivationNames.All.Length,
        IsNormalized = false,
    };

    private protected override Tensor Fused(FusedRecurrentLayer kernels, Tensor inputs, Tensor state, RecurrentCall call)
    {
        using var scope = NewDisposeScope();
        var chosen = new float[Genotype.Nodes.Length, ActivationNames.All.Length];
        for (var node = 0; node < Genotype.Nodes.Length; node++)
            chosen[node, ActivationNames.All.IndexOf(Genotype.Nodes[node].Activation)] = 1;

        return kernels.Forward(inputs, state, tensor(chosen), AllWeights, call).MoveToOuterDisposeScope();
    }

    private protected override Tensor Step(Tensor initial, Tensor? hiddenMask)
    {
        var states = new Tensor[Genotype.Nodes.Length + 1];
        states[0] = initial;
        for (var node = 0; node < Genotype.Nodes.Length; node++)
        {
            var read = states[Genotype.Nodes[node].Source];
            states[node + 1] = HighwayNode.Forward(Masked(read, hiddenMask).mm(_Ws[node]), read, _activations[node]);
        }

        return stack(Genotype.Averaged.Select(state => states[state]), 0).mean([0]);
    }
}
