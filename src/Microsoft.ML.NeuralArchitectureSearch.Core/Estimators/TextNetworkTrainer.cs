using Microsoft.ML.NeuralArchitectureSearch.Batching.Text;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <summary>Trains a given network over texts: one of found cells, or any that is described layer by layer.</summary>
/// <remarks>
/// <para>To create this trainer, use <c>mlContext.MulticlassClassification.Trainers.TextNetwork(…)</c>. With the same seed and the same
/// settings it trains the
/// very network that <see cref="TextSearchEstimator"/> trains after its search.</para>
/// <list type="table">
/// <listheader><term>Column</term><description>Type</description></listheader>
/// <item>
/// <term>Input: label</term><description>A key of 2 or more classes. Rows with a missing label are left out, with a warning.</description>
/// </item>
/// <item><term>Input: features</term><description>Text. Rows whose text has no token are left out, with a warning.</description></item>
/// <item>
/// <term>Output: <c>PredictedLabel</c></term><description>The key of the most probable class, missing where a text has no
/// token.</description>
/// </item>
/// <item><term>Output: <c>Score</c></term><description>A vector of <see cref="float"/>: the probability of each class.</description></item>
/// </list>
/// </remarks>
public sealed class TextNetworkTrainer : IEstimator<TextNetworkTransformer>
{
    private const string Name = "TextNetwork";

    private readonly IHostEnvironment _environment;
    private readonly IHost _host;
    private readonly Architecture _architecture;
    private readonly Func<TextInput, NetworkSize, NetworkGraph> _describe;
    private readonly TextNetworkTrainerOptions _options;
    private readonly ClassifierColumnNames _columns;

    /// <param name="environment">The environment.</param>
    /// <param name="architecture">What the network is built of.</param>
    /// <param name="describe">Describes the network for the words and the length of the texts.</param>
    /// <param name="options">The settings.</param>
    internal TextNetworkTrainer(
        IHostEnvironment environment, Architecture architecture, Func<TextInput, NetworkSize, NetworkGraph> describe,
        TextNetworkTrainerOptions options)
    {
        _environment = environment;
        _host = environment.Register(Name);
        (_architecture, _describe, _options, _columns) = (architecture, describe, options, options.Columns);
    }

    /// <summary>Trains.</summary>
    /// <param name="input">Labelled texts.</param>
    /// <returns>The trained classifier; dispose it to free the network.</returns>
    /// <exception cref="ArgumentNullException">There is no view.</exception>
    /// <exception cref="ArgumentException">
    /// The view cannot be learned from: the message names the column, what was found and what is allowed.
    /// </exception>
    /// <exception cref="FormatException">The file of word vectors is malformed.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    /// <exception cref="IOException">The folder of checkpoints cannot be written to, or another run uses it.</exception>
    /// <exception cref="InvalidOperationException">The context's GPU is not there, or the loss is no longer a finite number.</exception>
    /// <exception cref="DllNotFoundException">
    /// TorchSharp's native library cannot be loaded; the message says what is missing and what to do.
    /// </exception>
    /// <exception cref="TimeoutException">The time budget was used up before the first step.</exception>
    public TextNetworkTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);

        using var run = new FitRun(_environment, _host, Name, _options);
        var columns = TextColumns.Of(input.Schema, _options.LabelColumnName, _options.FeatureColumnName);
        // what cannot be built is refused before a row is read
        Describe(new TextInput(WordCount: 2), new NetworkSize(new(1, 1, 1), columns.ClassCount));
        Training.CheckSuits(new(1, 1, 1), input.GetRowCount());
        var (texts, words) = run.Read(input, columns, _options.Text);
        using (texts)
        {
            var final = new FinalNetwork(_architecture, Describe(words, new NetworkSize(texts.Data.Shape, texts.Data.ClassCount)));
            var (model, predictor) = run.Logged(() => ClassifierTraining.Run(final, texts, Training, _columns, run, found: null));
            return new TextNetworkTransformer(model, predictor) { Environment = run.Host };
        }
    }

    private TrainingOptions Training => _options.Training ?? TextTraining.Default;

    private NetworkGraph Describe(TextInput words, NetworkSize size) =>
        NetworkGraph.Fitting(_describe(words, size), size, $"The description of {_architecture}");

    /// <summary>Checks the label and the feature column and says what a fitted model will add.</summary>
    /// <param name="inputSchema">The columns of the data.</param>
    /// <returns>These columns, the predicted label and the score.</returns>
    /// <exception cref="ArgumentException">A column is missing or of a type that cannot be used.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return ScoreColumns.AddTo(inputSchema, _columns, ScoreColumns.CheckTexts);
    }
}
