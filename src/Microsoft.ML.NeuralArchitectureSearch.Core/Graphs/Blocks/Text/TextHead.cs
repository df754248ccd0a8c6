namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks.Text;

/// <summary>The end of a network over texts.</summary>
/// <param name="ClassCount">Number of classes (K).</param>
/// <param name="Pooling">How the tokens of a text become one vector. Default: by the maximum.</param>
/// <param name="Dropout">Probability that a value of this vector is left out in training. Default 0.5.</param>
public sealed record TextHead(int ClassCount, TextPooling Pooling = TextPooling.Max, double Dropout = 0.5)
{
    /// <summary>Number of classes (K).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 2.</exception>
    public int ClassCount
    {
        get;
        init => field = Checked.AtLeast(2, value, nameof(ClassCount));
    } = Checked.AtLeast(2, ClassCount, nameof(ClassCount));

    /// <summary>How the tokens of a text become one vector.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the enumeration's.</exception>
    public TextPooling Pooling
    {
        get;
        init => field = Checked.Defined(value, nameof(Pooling));
    } = Checked.Defined(Pooling, nameof(Pooling));

    /// <summary>Probability that a value of this vector is left out in training.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [0, 1).</exception>
    public double Dropout { get; init => field = Checked.BelowOne(value, nameof(Dropout)); } = Checked.BelowOne(Dropout, nameof(Dropout));
}
