using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.Operations;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Supernets;

/// <summary>One cell of a supernet: every node reads all nodes before it, through every candidate operation.</summary>
/// <remarks>Liu et al., "DARTS" (2019), arXiv:1806.09055, Eq. (1).</remarks>
internal sealed class SearchCell : Module<Tensor, Tensor, Tensor, Tensor>
{
    private readonly Module<Tensor, Tensor> preprocess0;
    private readonly Module<Tensor, Tensor> preprocess1;
    private readonly ModuleList<MixedOperation> _ops;
    private readonly int _nodes;

    public SearchCell(DartsCellSpace space, CellPlacement place)
        : base(nameof(SearchCell))
    {
        _nodes = space.Nodes;
        preprocess0 = place.PreviousReduces
            ? new FactorizedReduction(place.EarlierChannels, place.Channels, affine: false)
            : new ReluConvolutionNorm(place.EarlierChannels, place.Channels, affine: false);
        preprocess1 = new ReluConvolutionNorm(place.PreviousChannels, place.Channels, affine: false);
        _ops = ModuleList([.. Sources().Select(source =>
            new MixedOperation(space.Operations, place.Channels, place.Reduces && source < CellGenotype.InputCount ? 2 : 1))]);
        Reduces = place.Reduces;
        RegisterComponents();
    }

    /// <summary>Whether the cell halves height and width.</summary>
    public bool Reduces { get; }

    /// <param name="earlier">Output of the cell before the previous one, float <c>[N, C″, H″, W″]</c>.</param>
    /// <param name="previous">Output of the previous cell, float <c>[N, C′, H, W]</c>.</param>
    /// <param name="weights">Softmax of the architecture parameters, float <c>[E, O]</c>.</param>
    /// <returns>The concatenated nodes, float <c>[N, nodes · C, H / stride, W / stride]</c>.</returns>
    public override Tensor forward(Tensor earlier, Tensor previous, Tensor weights)
    {
        using var scope = NewDisposeScope();
        List<Tensor> states = [preprocess0.call(earlier), preprocess1.call(previous)];
        var weight = weights.unbind(0);                                          // E times [O]
        for (var (node, edge) = (0, 0); node < _nodes; node++)
        {
            var sum = _ops[edge].call(states[0], weight[edge++]);
            foreach (var state in states.Skip(1))
                sum = sum.add_(_ops[edge].call(state, weight[edge++]));

            states.Add(sum);
        }

        return cat([.. states.Skip(CellGenotype.InputCount)], 1).MoveToOuterDisposeScope();
    }

    // The node that each edge reads, in the order of the rows of α.
    private IEnumerable<int> Sources() =>
        Enumerable.Range(CellGenotype.InputCount, _nodes).SelectMany(node => Enumerable.Range(0, node));
}
