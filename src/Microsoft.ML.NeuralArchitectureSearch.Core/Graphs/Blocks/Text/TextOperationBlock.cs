namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks.Text;

/// <summary>An operation that an edge of a cell over texts may apply, as layers.</summary>
/// <param name="Name">Its name in architectures, such as <c>sep_conv_3</c>.</param>
/// <param name="Add">
/// Adds its layers and returns the node that gives its output, <c>[C, 1, ⌈L / stride⌉]</c>, zero behind the end of each text.
/// </param>
public sealed record TextOperationBlock(string Name, Func<TextPlace, int> Add)
{
    /// <summary>Its name in architectures.</summary>
    /// <exception cref="ArgumentException">The value is empty.</exception>
    public string Name { get; init => field = Checked.Name(value, nameof(Name)); } = Checked.Name(Name, nameof(Name));

    /// <summary>Adds its layers.</summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public Func<TextPlace, int> Add { get; init => field = Checked.NotNull(value, nameof(Add)); } = Checked.NotNull(Add, nameof(Add));

    /// <summary>
    /// Whether a supernet puts a batch normalization behind it, so that its share is comparable with that of the others. Default
    /// <see langword="false"/>.
    /// </summary>
    public bool IsNormalizedInSupernet { get; init; }
}
