using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Batching.Text;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <summary>Searches the architecture of a text classifier, derives the final network and trains it.</summary>
/// <remarks>
/// <para>To create this estimator, use <c>mlContext.Auto().NeuralArchitecture(new TextSearchOptions { … })</c>.</para>
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
/// <para>Does it need prepared texts? No. Does it keep the texts in memory? As numbers of tokens. Can its model be saved? Yes, tokenizer
/// and vocabulary are
/// inside. Does it use a GPU? Where <see cref="MLContext.GpuDeviceId"/> names one.</para>
/// </remarks>
public sealed class TextSearchEstimator : IEstimator<TextNetworkTransformer>
{
    private const string Name = "NeuralArchitectureSearch";

    private readonly IHostEnvironment _environment;
    private readonly IHost _host;
    private readonly TextSearchOptions _options;
    private readonly ClassifierColumnNames _columns;

    internal TextSearchEstimator(IHostEnvironment environment, TextSearchOptions options)
    {
        _columns = options.Columns;
        _environment = environment;
        _host = environment.Register(Name);
        _options = options;
    }

    /// <summary>Searches, derives and trains.</summary>
    /// <param name="input">Labelled texts.</param>
    /// <returns>The trained classifier; dispose it to free the network.</returns>
    /// <exception cref="ArgumentNullException">There is no view.</exception>
    /// <exception cref="ArgumentException">
    /// The view cannot be learned from: the message names the column, what was found and what is allowed.
    /// </exception>
    /// <exception cref="FormatException">The file of word vectors is malformed.</exception>
    /// <exception cref="OperationCanceledException">
    /// The work was cancelled; a <see cref="SearchCancelledException"/> carries what was found until then.
    /// </exception>
    /// <exception cref="IOException">The folder of checkpoints cannot be written to, or another run uses it.</exception>
    /// <exception cref="InvalidOperationException">The context's GPU is not there, or the loss is no longer a finite number.</exception>
    /// <exception cref="DllNotFoundException">
    /// TorchSharp's native library cannot be loaded; the message says what is missing and what to do.
    /// </exception>
    /// <exception cref="TimeoutException">The time budget was used up before anything could be learned.</exception>
    public TextNetworkTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);

        using var run = Start();                             // seed, device, channels, cancellation
        var (texts, words) = Read(input, run);               // IDataView -> numbers of tokens
        using (texts)
        {
            var found = Search(texts, words, run);           // space, strategy -> architecture
            return Train(found, texts, words, run);          // architecture -> final network -> ITransformer
        }
    }

    /// <summary>Searches only: look before you train.</summary>
    /// <param name="input">Labelled texts.</param>
    /// <returns>The architecture found; the best so far where the search was cancelled or ran out of time.</returns>
    /// <exception cref="ArgumentNullException">There is no view.</exception>
    /// <exception cref="ArgumentException">
    /// The view cannot be learned from: the message names the column, what was found and what is allowed.
    /// </exception>
    /// <exception cref="FormatException">The file of word vectors is malformed.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled before the search began.</exception>
    /// <exception cref="IOException">The folder of checkpoints cannot be written to, or another run uses it.</exception>
    /// <exception cref="InvalidOperationException">The context's GPU is not there, or the loss is no longer a finite number.</exception>
    /// <exception cref="DllNotFoundException">
    /// TorchSharp's native library cannot be loaded; the message says what is missing and what to do.
    /// </exception>
    /// <exception cref="TimeoutException">The time budget was used up before anything could be learned.</exception>
    public NeuralArchitectureSearchResult Search(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);

        using var run = Start();
        var (texts, words) = Read(input, run);
        using (texts)
        {
            return Search(texts, words, run);
        }
    }

    /// <summary>Checks the label and the feature column and says what a fitted model will add.</summary>
    /// <param name="inputSchema">The columns of the data.</param>
    /// <returns>These columns, the predicted label and the score.</returns>
    /// <exception cref="ArgumentException">A column is missing or of a type that cannot be used.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return ScoreColumns.AddTo(inputSchema, _columns, ScoreColumns.CheckTexts);
    }

    private ISearchStrategy Strategy => _options.Strategy ?? TextTraining.DefaultSearch;

    private FitRun Start() => new(_environment, _host, Name, _options, _options.TimeBudget);

    private (TrainingExamples Texts, TextInput Words) Read(IDataView input, FitRun run)
    {
        var columns = TextColumns.Of(input.Schema, _options.LabelColumnName, _options.FeatureColumnName);
        Check(new TextInput(WordCount: 2), columns.ClassCount, run);
        run.Check(
            Strategy,
            _options.Space with { Input = new(WordCount: 2) },
            StandInData.Examples(new(1, 1, 1), columns.ClassCount, input.GetRowCount()));
        (_options.Training ?? TextTraining.Default).CheckSuits(new(1, 1, 1), input.GetRowCount());
        var (texts, words) = run.Read(input, columns, _options.Text);
        try
        {
            Check(words, columns.ClassCount, run);
            return (texts, words);
        }
        catch
        {
            texts.Dispose();
            throw;
        }
    }

    // Before any row is read, and before any search: can networks of the space be built at all, and on vectors of this width?
    private void Check(TextInput words, int classCount, FitRun run)
    {
        var member = _options.Space.Sample(new Random(run.Context.Seed));
        foreach (var space in new[] { _options.Space with { Input = words }, FinalSpace(words) })
        {
            space.Describe(member, new NetworkSize(new(1, 1, 1), classCount));
        }
    }

    private NeuralArchitectureSearchResult Search(TrainingExamples texts, TextInput words, FitRun run) =>
        run.Search(Strategy, _options.Space with { Input = words }, texts.Data);

    private TextNetworkTransformer Train(
        NeuralArchitectureSearchResult found,
        TrainingExamples texts,
        TextInput words,
        FitRun run) => run.Train(found, () =>
    {
        var final = new FinalNetwork(
            found.Architecture, FinalSpace(words).Describe(found.Architecture, new NetworkSize(texts.Data.Shape, texts.Data.ClassCount)));
        var (model, predictor) = ClassifierTraining.Run(final, texts, _options.Training ?? TextTraining.Default, _columns, run, found);
        return new TextNetworkTransformer(model, predictor) { Environment = run.Host };
    });

    private TextCellSpace FinalSpace(TextInput words) =>
        _options.Space with { Input = words, Network = _options.FinalNetwork ?? _options.Space.Network };
}
