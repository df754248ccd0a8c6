using Microsoft.ML.NeuralArchitectureSearch.Batching.Text;
using Microsoft.ML.NeuralArchitectureSearch.Training;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <summary>Settings of the training of a given network over texts.</summary>
public sealed record TextNetworkTrainerOptions : ClassifierEstimatorOptions
{
    /// <summary>Settings that are the defaults.</summary>
    public TextNetworkTrainerOptions()
        : base(featureColumnName: "Text")
    {
    }

    /// <summary>How texts become what networks read: tokenizer, vocabulary, length, word vectors from a file.</summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public TextOptions Text { get; init => field = Checked.NotNull(value, nameof(Text)); } = new();

    /// <summary>
    /// How the network is trained. <see langword="null"/>, the default, suits texts: see <see cref="TextTraining.Default"/>.
    /// </summary>
    /// <exception cref="ArgumentException">The texts are to be varied as images are.</exception>
    public TrainingOptions? Training { get; init => field = TextTraining.Checked(value, nameof(Training)); }
}
