using Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks.Text;

namespace Microsoft.ML.NeuralArchitectureSearch.Networks;

/// <summary>The size of a classifier of texts that is built of a recurrent cell.</summary>
public sealed record RecurrentTextOptions
{
    /// <summary>Size of the hidden state in each direction. Default 64.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [1, 65,536].</exception>
    public int HiddenSize { get; init => field = Checked.Within(1, Checked.MostSize, value, nameof(HiddenSize)); } = 64;

    /// <summary>
    /// Values of the vector of a word. <see langword="null"/>, the default: as many as the vectors of the file have, 64 without a file.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [1, 65,536].</exception>
    public int? EmbeddingWidth { get; init => field = Checked.Within(1, Checked.MostSize, value, nameof(EmbeddingWidth)); }

    /// <summary>Probability that a value of a word's vector is left out in training. Default 0.2.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [0, 1).</exception>
    public double EmbeddingDropout { get; init => field = Checked.BelowOne(value, nameof(EmbeddingDropout)); } = 0.2;

    /// <summary>
    /// Probability that a component of a state is left out where a node reads it, the same ones in a whole text. Default 0.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [0, 1).</exception>
    public double HiddenDropout { get; init => field = Checked.BelowOne(value, nameof(HiddenDropout)); }

    /// <summary>Probability that a value that the classifier reads is left out in training. Default 0.5.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [0, 1).</exception>
    public double Dropout { get; init => field = Checked.BelowOne(value, nameof(Dropout)); } = 0.5;

    /// <summary>How the tokens of a text become one vector. Default: by the maximum.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the enumeration's.</exception>
    public TextPooling Pooling { get; init => field = Checked.Defined(value, nameof(Pooling)); }
}
