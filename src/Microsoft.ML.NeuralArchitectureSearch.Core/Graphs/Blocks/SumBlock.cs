using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks;

/// <summary>The sum of what a node of a cell reads.</summary>
internal static class SumBlock
{
    /// <summary>Adds feature maps up; a single one needs no layer.</summary>
    /// <returns>The node that gives the sum.</returns>
    public static int AddSum(this GraphBuilder graph, string name, ReadOnlySpan<int> inputs) =>
        inputs is [var only] ? only : graph.Add(name, new AdditionLayer(), inputs);
}
