using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.Operations;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Supernets;

/// <summary>One cell of a supernet: every node reads all nodes before it, through every candidate operation.</summary>
/// <remarks>Liu et al., "DARTS" (2019), arXiv:1806.09055, Eq. (1).</remarks>
internal sealed class SearchCell : Module<Tensor, Tensor, Tensor, Tensor>, IPlannedCell
{
    private readonly Module<Tensor, Tensor> preprocess0;
    private readonly Module<Tensor, Tensor> preprocess1;
    private readonly ModuleList<MixedOperation> _ops;
    private readonly ImmutableArray<EdgeBundle> _bundles;
    private readonly DartsCellSpace _space;
    private readonly int _nodes;

    public SearchCell(DartsCellSpace space, CellPlacement place)
        : base(nameof(SearchCell))
    {
        _space = space;
        _nodes = space.Nodes;
        preprocess0 = place.PreviousReduces
            ? new FactorizedReduction(place.EarlierChannels, place.Channels, affine: false)
            : new ReluConvolutionNorm(place.EarlierChannels, place.Channels, affine: false);
        preprocess1 = new ReluConvolutionNorm(place.PreviousChannels, place.Channels, affine: false);
        _ops = ModuleList<MixedOperation>([.. Sources().Select(source =>
            new MixedOperation(space.Operations, place.Channels, place.Reduces && source < CellGenotype.InputCount ? 2 : 1))]);
        _bundles = [.. Enumerable.Range(0, _nodes + 1).Select(source =>
            new EdgeBundle([.. Targets(source).Select(node => _ops[Row(node, source)])]))];
        Reduces = place.Reduces;
        RegisterComponents();
    }

    /// <summary>Whether the cell halves height and width.</summary>
    public bool Reduces { get; }

    /// <inheritdoc />
    public bool SuitsKernels => _ops[0].Candidates.All(candidate => BranchPlans.Suit(candidate.Operation));

    /// <inheritdoc />
    /// <remarks>The weights of the relaxed choice are those of normal cells, then those of reduction cells, float32 <c>[2, E, O]</c>.</remarks>
    public int AddTo(RegionBuilder region, BranchPlans plans, int earlier, int previous)
    {
        List<int> states =
        [
            region.AddSum(region.Add(plans.Of(preprocess0, [], earlier, stride: 1))),
            region.AddSum(region.Add(plans.Of(preprocess1, [], previous, stride: 1))),
        ];
        var summands = Enumerable.Range(0, _nodes).Select(_ => new List<Summand>()).ToArray();
        for (var source = 0; source <= _nodes; source++)
        {
            foreach (var operation in _ops[0].Contributing)
            {
                AddBranches(region, plans, (source, states[source]), operation, summands);
            }

            // All summands of the next node are now known.
            if (source > 0)
            {
                states.Add(AddNode(region, summands[source - 1]));
            }
        }

        return region.Join(states.Skip(CellGenotype.InputCount));
    }

    /// <param name="earlier">Output of the cell before the previous one, float <c>[N, C″, H″, W″]</c>.</param>
    /// <param name="previous">Output of the previous cell, float <c>[N, C′, H, W]</c>.</param>
    /// <param name="weights">Softmax of the architecture parameters, float <c>[E, O]</c>.</param>
    /// <returns>The concatenated nodes, float <c>[N, nodes · C, H / stride, W / stride]</c>.</returns>
    public override Tensor forward(Tensor earlier, Tensor previous, Tensor weights)
    {
        using var scope = NewDisposeScope();
        List<Tensor> states = [preprocess0.call(earlier), preprocess1.call(previous)];
        var rows = weights.unbind(0);                                            // E times [O]
        if (training)
        {
            AddNodesByBundles(states, rows);
        }
        else
        {
            AddNodes(states, rows);
        }

        return cat([.. states.Skip(CellGenotype.InputCount)], 1).MoveToOuterDisposeScope();
    }

    private static int AddNode(RegionBuilder region, List<Summand> summands) =>
        region.AddSum(region.ResultOf(summands[0].Branch), [.. summands]);

    // What has nothing to learn is one branch for all edges that leave the state; the rest is one branch each.
    private void AddBranches(RegionBuilder region, BranchPlans plans, (int Node, int State) source, int operation, List<Summand>[] summands)
    {
        var stride = Reduces && source.Node < CellGenotype.InputCount ? 2 : 1;
        var firstRow = Reduces ? _space.EdgeCount : 0;
        var edges = Targets(source.Node).Select(node => (Node: node, Candidate: _ops[Row(node, source.Node)].Candidates[operation])).ToArray();
        foreach (var group in edges[0].Candidate.IsParameterFree ? [edges] : edges.Chunk(1))
        {
            ImmutableArray<BatchNormalization> norms = [.. group.Select(edge => edge.Candidate.Norm).OfType<BatchNormalization>()];
            var branch = region.Add(plans.Of(group[0].Candidate.Operation, norms, source.State, stride));
            foreach (var (node, _) in group)
            {
                summands[node].Add(new Summand(branch, ((firstRow + Row(node, source.Node)) * _space.Operations.Length) + operation));
            }
        }
    }

    private void AddNodes(List<Tensor> states, Tensor[] rows)
    {
        for (var node = 0; node < _nodes; node++)
        {
            var sum = _ops[Row(node, 0)].call(states[0], rows[Row(node, 0)]);
            for (var source = 1; source < states.Count; source++)
            {
                sum = sum.AddInPlace(_ops[Row(node, source)].call(states[source], rows[Row(node, source)]));
            }

            states.Add(sum);
        }
    }

    private void AddNodesByBundles(List<Tensor> states, Tensor[] rows)
    {
        var sums = new Tensor[_nodes];
        for (var source = 0; source <= _nodes; source++)
        {
            var targets = Targets(source).ToArray();
            var outputs = _bundles[source].Forward(states[source], stack(targets.Select(node => rows[Row(node, source)])));
            foreach (var (node, output) in targets.Zip(outputs))
            {
                sums[node] = source == 0 ? output : sums[node].Add(output);
            }

            // All that the next node reads has now been added to it.
            if (source > 0)
            {
                states.Add(sums[source - 1]);
            }
        }
    }

    // The nodes that read a source: 0 and 1 are read by all, the first node (2) by those after it.
    private IEnumerable<int> Targets(int source) => Enumerable.Range(0, _nodes).Where(node => source < node + CellGenotype.InputCount);

    // The row of α of an edge: the edges into the first node come first.
    private static int Row(int node, int source) => (node * (node + 3) / 2) + source;

    // The node that each edge reads, in the order of the rows of α.
    private IEnumerable<int> Sources() =>
        Enumerable.Range(CellGenotype.InputCount, _nodes).SelectMany(node => Enumerable.Range(0, node));
}
