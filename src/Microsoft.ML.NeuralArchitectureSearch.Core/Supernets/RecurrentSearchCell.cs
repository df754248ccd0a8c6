using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel.Recurrent;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Recurrent;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Supernets;

/// <summary>A recurrent cell in which every node reads all states before it through all candidate activations.</summary>
/// <remarks>
/// Liu et al., "DARTS" (2019), arXiv:1806.09055, section 3.1.2 and appendix A.1.2. A node has one weight matrix for all the states that it
/// may read, so that
/// they are one product; every state is normalized over the mini-batch by one batch normalization without parameters.
/// </remarks>
internal sealed class RecurrentSearchCell : HighwayCell
{
    private readonly BatchNormalization bn;
    private readonly ImmutableArray<RecurrentActivation?> _candidates;
    private readonly ImmutableArray<string> _operations;
    private readonly int _nodes;

    public RecurrentSearchCell(RecurrentCellSpace space, int inputSize, int hiddenSize)
        : base(nameof(RecurrentSearchCell), space.Nodes, inputSize, hiddenSize)
    {
        (_nodes, _operations) = (space.Nodes, space.Operations);
        _candidates = [.. space.Operations.Select(name => name == OperationNames.None ? null : RecurrentActivation.Of(name))];
        bn = new BatchNormalization(hiddenSize, affine: false);
        RegisterComponents();
    }

    /// <summary>Softmax of the architecture parameters, float <c>[E, O]</c>; set before a call.</summary>
    public Tensor? Mixing { get; set; }

    internal override RecurrentPlan Plan => new()
    {
        Inputs = InputSize,
        Hidden = HiddenSize,
        Nodes = [.. Enumerable.Range(0, _nodes).Select(node => new RecurrentNodePlan(0, node + 1))],
        Averaged = [.. Enumerable.Range(1, _nodes)],
        Candidates = RecurrentActivation.Columns(_operations),
        ChoiceColumns = _operations.Length,
        IsNormalized = true,
    };

    private protected override Tensor Fused(
        FusedRecurrentLayer kernels,
        Tensor inputs,
        Tensor state,
        RecurrentCall call) => kernels.Forward(
        inputs, state, Mixing!, AllWeights, call with { RunningMeans = bn.RunningMean, RunningVariances = bn.RunningVariance });

    private protected override Tensor Step(Tensor initial, Tensor? hiddenMask)
    {
        var sequences = initial.shape[0];
        var states = bn.call(initial).unsqueeze(0);                                                             // [S, B, H]
        for (var (node, edge) = (0, 0); node < _nodes; edge += ++node)
        {
            var products = Masked(states, hiddenMask).view(-1, HiddenSize).mm(_Ws[node]).view(node + 1, sequences, 2 * HiddenSize);
            var state = MixedActivation.Forward(products, states, Mixing!.narrow(0, edge, node + 1), _candidates);
            states = cat([states, bn.call(state).unsqueeze(0)], 0);
        }

        return states.narrow(0, 1, _nodes).mean([0]);
    }
}
