using Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks.Text;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs;

/// <summary>The size of a network of cells over texts.</summary>
public sealed record TextNetworkOptions
{
    /// <summary>Channels of the cells, an even number. Default 64, the width of words' vectors where there is no file of them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    /// <exception cref="ArgumentException">The value is odd.</exception>
    public int Channels
    {
        get;
        init => field = Checked.Positive(value, nameof(Channels)) % 2 == 0
            ? value
            : throw new ArgumentException($"An even number of channels is needed; found {value}.", nameof(Channels));
    } = DefaultEmbeddingWidth;

    /// <summary>
    /// Number of cells. Default 1: a normal cell, which reads the words, and no reduction cell. With two or more, the one in the middle,
    /// the later of two, is
    /// the reduction cell and halves the length of the texts.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [1, 10,000].</exception>
    public int Cells { get; init => field = Checked.Within(1, Checked.MostCount, value, nameof(Cells)); } = 1;

    /// <summary>
    /// Values of the vector of a word. <see langword="null"/>, the default: as many as the vectors of the file have, 64 without a file.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [1, 65,536].</exception>
    public int? EmbeddingWidth { get; init => field = Checked.Within(1, Checked.MostSize, value, nameof(EmbeddingWidth)); }

    /// <summary>Probability that a value of a word's vector is left out in training. Default 0.2.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [0, 1).</exception>
    public double EmbeddingDropout { get; init => field = Checked.BelowOne(value, nameof(EmbeddingDropout)); } = 0.2;

    /// <summary>Probability that a value that the classifier reads is left out in training. Default 0.5.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [0, 1).</exception>
    public double Dropout { get; init => field = Checked.BelowOne(value, nameof(Dropout)); } = 0.5;

    /// <summary>
    /// Whether a batch normalization that learns a scale and a shift stands behind operations. Default <see langword="false"/>: of few
    /// texts shallow networks
    /// learn more without. In supernets one stands there in any case.
    /// </summary>
    public bool IsNormalized { get; init; }

    /// <summary>How the tokens of a text become one vector. Default: by the maximum.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the enumeration's.</exception>
    public TextPooling Pooling { get; init => field = Checked.Defined(value, nameof(Pooling)); }

    /// <summary>Values of the vector of a word, where nobody says how many.</summary>
    internal const int DefaultEmbeddingWidth = 64;
}
