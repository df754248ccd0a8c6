namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks;

/// <summary>The shortest way: <c>skip_connect</c>. No layer at stride 1, a factorized reduction at stride 2.</summary>
internal static class SkipBlock
{
    public static int Add(GraphBuilder graph, int input, int stride) =>
        stride == 1 ? input : FactorizedReductionBlock.Add(graph, input, graph.ShapeOf(input).Channels);
}
