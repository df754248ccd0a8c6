using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

namespace Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

/// <summary>The network of a hierarchical cell: three stages of cells with a separable convolution of stride 2 between.</summary>
/// <remarks>Liu et al. (2018), arXiv:1711.00436, sections 2 and 4.1.</remarks>
internal static class HierarchicalNetwork
{
    private const int Stages = 3;
    private const int Channels = 16;
    private const int CellsPerStage = 2;

    public static NetworkGraph Describe(HierarchicalCell cell, NetworkSize size, ImmutableArray<OperationBlock> ownOperations)
    {
        var graph = new GraphBuilder(size.Shape) { OwnOperations = ownOperations };
        var state = graph.AddActivated("stem", GraphBuilder.Input, new ConvolutionLayer(size.Shape.Channels, size.Channels ?? Channels, 3));
        for (var stage = 0; stage < Stages; stage++)
        {
            state = graph.Within($"stages.{stage}", () => AddStage(graph, state, cell, size.Cells ?? CellsPerStage, reduces: stage > 0));
        }

        graph.AddClassifier(state, size.ClassCount);
        return graph.Build();
    }

    private static int AddStage(GraphBuilder graph, int state, HierarchicalCell cell, int cells, bool reduces)
    {
        state = reduces ? graph.Within("reduction", () => AddReduction(graph, state)) : state;
        for (var index = 0; index < cells; index++)
        {
            state = graph.Within($"cells.{index}", () => AddMotif(graph, state, cell.Levels, cell.Levels[^1][0]));
        }

        return state;
    }

    private static int AddReduction(GraphBuilder graph, int input)
    {
        var channels = graph.ShapeOf(input).Channels;
        var depthwise = graph.Add("depthwise", new ConvolutionLayer(channels, channels, 3) { Stride = 2, Groups = channels }, input);
        return graph.AddActivated("pointwise", depthwise, new ConvolutionLayer(channels, 2 * channels, 1));
    }

    // The motif belongs to the last of the levels.
    private static int AddMotif(
        GraphBuilder graph,
        int input,
        ImmutableArray<ImmutableArray<DagCell>> levels,
        DagCell motif) => DagBlock.Add(
        input,
        motif,
        (name, operation, source) => graph.Within(name, () => AddEdge(graph, source, levels[..^1], operation)),
        (name, edges) => AddNode(graph, name, edges));

    private static int AddEdge(GraphBuilder graph, int source, ImmutableArray<ImmutableArray<DagCell>> below, string operation)
    {
        if (below.IsEmpty || operation == OperationNames.None)
        {
            return graph.AddOperation(operation, source, stride: 1);
        }

        var index = Enumerable.Range(0, below[^1].Length).First(index => HierarchicalCell.MotifName(index) == operation);
        return AddMotif(graph, source, below, below[^1][index]);
    }

    private static int AddNode(GraphBuilder graph, string name, int[] edges)
    {
        if (edges is [var only])
        {
            return only;
        }

        var joined = graph.Add($"{name}.joined", new ConcatenationLayer(), edges);
        return graph.AddPreactivated(
            name,
            joined,
            new ConvolutionLayer(graph.ShapeOf(joined).Channels, graph.ShapeOf(edges[0]).Channels, 1));
    }
}
