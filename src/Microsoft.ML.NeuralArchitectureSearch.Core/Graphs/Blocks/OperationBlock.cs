namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks;

/// <summary>An operation that an edge of a cell may apply, as layers.</summary>
/// <param name="Name">Its name in architectures, such as <c>sep_conv_3x3</c>.</param>
/// <param name="Add">
/// Adds its layers to a graph behind a node, at a stride, and returns the node that gives its output: <c>[C, H, W]</c> to <c>[C, H / stride, W / stride]</c>.
/// </param>
public sealed record OperationBlock(string Name, Func<GraphBuilder, int, int, int> Add);
