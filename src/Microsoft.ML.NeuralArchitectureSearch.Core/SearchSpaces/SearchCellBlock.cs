using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

namespace Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

/// <summary>One cell of a supernet, as layers: every node reads all nodes before it, through every candidate operation.</summary>
/// <remarks>
/// Liu et al., "DARTS" (2019), arXiv:1806.09055, Eq. (1). Operations that learn have weights on each edge, under the keys that they have in
/// the cells of
/// final networks. Those without weights are computed once for all edges that read the same node.
/// </remarks>
internal sealed class SearchCellBlock
{
    private readonly GraphBuilder _graph;
    private readonly DifferentiableCellSpace _space;
    private readonly CellPlacement _place;
    private readonly List<int>[] _summands;

    private SearchCellBlock(GraphBuilder graph, DifferentiableCellSpace space, CellPlacement place)
    {
        (_graph, _space, _place) = (graph, space, place);
        _summands = [.. Enumerable.Range(0, space.Nodes).Select(_ => new List<int>())];
    }

    /// <returns>The node that gives the concatenated nodes of the cell.</returns>
    public static int Add(GraphBuilder graph, int earlier, int previous, DifferentiableCellSpace space, CellPlacement place) =>
        new SearchCellBlock(graph, space, place).Add(CellBlock.AddInputs(graph, earlier, previous, place));

    private int Add(List<int> states)
    {
        for (var source = 0; source <= _space.Nodes; source++)
        {
            // "none" adds nothing to a sum, and the gradient of its share is zero in any case.
            foreach (var (index, name) in _space.Operations.Index().Where(operation => operation.Item != OperationNames.None))
            {
                AddEdges(source, states[source], index, OperationBlocks.Find(name, _graph.OwnOperations));
            }

            // All summands of the next node are now known.
            if (source > 0)
            {
                states.Add(_graph.AddSum($"nodes.{states.Count}.sum", [.. _summands[source - 1]]));
            }
        }

        return _graph.Add("output", new ConcatenationLayer(), [.. states.Skip(CellGenotype.InputCount)]);
    }

    private void AddEdges(int source, int state, int index, OperationBlock operation)
    {
        var stride = _place.Reduces && source < CellGenotype.InputCount ? 2 : 1;
        int? shared = HasWeights(operation, _graph.ShapeOf(state), stride)
            ? null
            : _graph.Within($"states.{source}.{operation.Name}", () => AddCandidate(_graph, operation, state, stride));
        foreach (var node in Enumerable.Range(0, _space.Nodes).Where(node => source < node + CellGenotype.InputCount))
        {
            // The row of α of an edge: the edges into the first node come first.
            var choice = new ChoiceLayer(_place.Reduces, (node * (node + 3) / 2) + source, index);
            _summands[node].Add(_graph.Within(
                $"nodes.{node + CellGenotype.InputCount}.{source}.{operation.Name}",
                () => _graph.Add("choice", choice, shared ?? AddCandidate(_graph, operation, state, stride))));
        }
    }

    private static int AddCandidate(GraphBuilder graph, OperationBlock operation, int state, int stride)
    {
        var output = graph.AddOperation(operation.Name, state, stride);
        return operation.IsNormalizedInSupernet
            ? graph.Add("norm", new BatchNormalizationLayer(graph.ShapeOf(output).Channels), output)
            : output;
    }

    private bool HasWeights(OperationBlock operation, MapShape shape, int stride)
    {
        var alone = new GraphBuilder(shape) { OwnOperations = _graph.OwnOperations };
        alone.Standardized(() => AddCandidate(alone, operation, GraphBuilder.Input, stride));
        return alone.Build().ParameterCount > 0;
    }
}
