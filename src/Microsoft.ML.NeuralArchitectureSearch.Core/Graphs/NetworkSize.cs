namespace Microsoft.ML.NeuralArchitectureSearch.Graphs;

/// <summary>What a network reads and tells apart, and how large it is to be.</summary>
/// <param name="Shape">Size of the images.</param>
/// <param name="ClassCount">Number of classes (K).</param>
public sealed record NetworkSize(MapShape Shape, int ClassCount)
{
    /// <summary>Size of the images.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A side is zero or negative, or the image has too many values.</exception>
    public MapShape Shape { get; init => field = Checked.Shape(value, nameof(Shape)); } = Checked.Shape(Shape, nameof(Shape));

    /// <summary>Number of classes (K), at least 2.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 2.</exception>
    public int ClassCount
    {
        get;
        init => field = Checked.AtLeast(2, value, nameof(ClassCount));
    } = Checked.AtLeast(2, ClassCount, nameof(ClassCount));

    /// <summary>
    /// Channels of the first cells. <see langword="null"/>, the default, leaves it to the space; where an architecture names its own widths
    /// they hold.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [1, 65,536].</exception>
    public int? Channels { get; init => field = Checked.Within(1, Checked.MostSize, value, nameof(Channels)); }

    /// <summary>Number of cells, in spaces that repeat cells. <see langword="null"/>, the default, leaves it to the space.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [1, 10,000].</exception>
    public int? Cells { get; init => field = Checked.Within(1, Checked.MostCount, value, nameof(Cells)); }
}
