namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks;

/// <summary>An operation that an edge of a cell may apply, as layers.</summary>
/// <param name="Name">Its name in architectures, such as <c>sep_conv_3x3</c>.</param>
/// <param name="Add">
/// Adds its layers to a graph behind a node, at a stride, and returns the node that gives its output: <c>[C, H, W]</c> to <c>[C, H /
/// stride, W / stride]</c>.
/// </param>
public sealed record OperationBlock(string Name, Func<GraphBuilder, int, int, int> Add)
{
    /// <summary>Its name in architectures.</summary>
    /// <exception cref="ArgumentException">The value is empty.</exception>
    public string Name { get; init => field = Checked.Name(value, nameof(Name)); } = Checked.Name(Name, nameof(Name));

    /// <summary>Adds its layers.</summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public Func<GraphBuilder, int, int, int> Add
    {
        get;
        init => field = Checked.NotNull(value, nameof(Add));
    } = Checked.NotNull(Add, nameof(Add));

    /// <summary>
    /// Whether a supernet puts a batch normalization behind it, so that its share is comparable with that of the others. Default
    /// <see langword="false"/>.
    /// </summary>
    public bool IsNormalizedInSupernet { get; init; }
}
