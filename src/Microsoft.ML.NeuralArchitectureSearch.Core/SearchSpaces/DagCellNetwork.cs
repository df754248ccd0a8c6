using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

namespace Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

/// <summary>
/// The network of NAS-Bench-201: three stages of equal cells, and a residual block between them that halves the feature maps.
/// </summary>
/// <remarks>Dong and Yang, "NAS-Bench-201" (2020), arXiv:2001.00326, section 2.1.</remarks>
internal static class DagCellNetwork
{
    private const int Stages = 3;
    private const int Channels = 16;
    private const int CellsPerStage = 5;

    public static NetworkGraph Describe(DagCell cell, NetworkSize size, ImmutableArray<OperationBlock> ownOperations)
    {
        var graph = new GraphBuilder(size.Shape) { OwnOperations = ownOperations };
        var channels = size.Channels ?? Channels;
        var state = graph.AddNormalized("stem", GraphBuilder.Input, new ConvolutionLayer(size.Shape.Channels, channels, 3));
        for (var stage = 0; stage < Stages; stage++)
        {
            state = graph.Within($"stages.{stage}", () => AddStage(graph, state, cell, size.Cells ?? CellsPerStage, reduces: stage > 0));
        }

        state = graph.Add("norm", new BatchNormalizationLayer(graph.ShapeOf(state).Channels), state);
        graph.AddClassifier(graph.Add("relu", new ReluLayer(), state), size.ClassCount);
        return graph.Build();
    }

    private static int AddStage(GraphBuilder graph, int state, DagCell cell, int cells, bool reduces)
    {
        if (reduces)
        {
            state = graph.Within("reduction", () => ResidualReductionBlock.Add(graph, state, 2 * graph.ShapeOf(state).Channels));
        }

        for (var index = 0; index < cells; index++)
        {
            state = graph.Within($"cells.{index}", () => AddCell(graph, state, cell));
        }

        return state;
    }

    private static int AddCell(GraphBuilder graph, int input, DagCell cell) => DagBlock.Add(
        input,
        cell,
        (name, operation, source) => graph.Within(name, () => graph.AddOperation(operation, source, stride: 1)),
        (name, edges) => graph.AddSum(name, edges));
}
