namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks.Text;

/// <summary>An operation that an edge of a cell over texts may apply, as layers.</summary>
/// <param name="Name">Its name in architectures, such as <c>sep_conv_3</c>.</param>
/// <param name="Add">Adds its layers and returns the node that gives its output, <c>[C, 1, ⌈L / stride⌉]</c>, zero behind the end of each text.</param>
public sealed record TextOperationBlock(string Name, Func<TextPlace, int> Add)
{
    /// <summary>Whether a supernet puts a batch normalization behind it, so that its share is comparable with that of the others. Default <see langword="false"/>.</summary>
    public bool IsNormalizedInSupernet { get; init; }
}
