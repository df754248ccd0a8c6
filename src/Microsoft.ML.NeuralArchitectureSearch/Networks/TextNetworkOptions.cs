using Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks.Text;

namespace Microsoft.ML.NeuralArchitectureSearch.Networks;

/// <summary>The size of a network of cells over texts.</summary>
public sealed record TextNetworkOptions
{
    /// <summary>Channels of the cells before the reduction; behind it there are twice as many. An even number. Default 32.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    /// <exception cref="ArgumentException">The value is odd.</exception>
    public int Channels
    {
        get;
        init => field = Checked.Positive(value, nameof(Channels)) % 2 == 0
            ? value
            : throw new ArgumentException($"An even number of channels is needed; found {value}.", nameof(Channels));
    } = 32;

    /// <summary>Number of cells. With two or more, the one in the middle, the later of two, halves the length of the texts. Default 2.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int Layers { get; init => field = Checked.Positive(value, nameof(Layers)); } = 2;

    /// <summary>Values of the vector of a word. <see langword="null"/>, the default: as many as the vectors of the file have, 64 without a file.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int? EmbeddingWidth { get; init => field = Checked.Positive(value, nameof(EmbeddingWidth)); }

    /// <summary>Probability that a value of a word's vector is left out in training. Default 0.2.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [0, 1).</exception>
    public double EmbeddingDropout { get; init => field = Checked.BelowOne(value, nameof(EmbeddingDropout)); } = 0.2;

    /// <summary>Probability that a value that the classifier reads is left out in training. Default 0.5.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [0, 1).</exception>
    public double Dropout { get; init => field = Checked.BelowOne(value, nameof(Dropout)); } = 0.5;

    /// <summary>How the tokens of a text become one vector. Default: by the maximum.</summary>
    public TextPooling Pooling { get; init; }

    /// <summary>Values of the vector of a word, where nobody says how many.</summary>
    internal const int UsualEmbeddingWidth = 64;
}
