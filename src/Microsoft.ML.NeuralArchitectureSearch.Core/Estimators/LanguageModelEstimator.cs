using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Batching.Text;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <summary>Searches the recurrent cell of a language model, builds the model and trains it.</summary>
/// <remarks>
/// <para>To create this estimator, use <c>mlContext.Auto().NeuralArchitecture(new LanguageModelSearchOptions { … })</c>.</para>
/// <list type="table">
/// <listheader><term>Column</term><description>Type</description></listheader>
/// <item>
/// <term>Input: text</term><description>A text, such as a sentence; each row is a text of its own. Empty ones are left out, with a
/// warning.</description>
/// </item>
/// <item><term>Output: <c>Perplexity</c></term><description><see cref="float"/>: e to the power of the mean loss over the words of the text
/// and its end,
/// a word that the network does not know counting as <em>the</em> unknown word; not-a-number for a text without a
/// word.</description></item>
/// <item>
/// <term>Output: <c>NextWords</c></term><description>A vector of texts: the words that most likely follow, the likeliest
/// first.</description>
/// </item>
/// </list>
/// <para>Does it keep the texts in memory? Yes, as numbers. Can its model be saved? Yes. Does it use a GPU? Where
/// <see cref="MLContext.GpuDeviceId"/>
/// names one.</para>
/// </remarks>
public sealed class LanguageModelEstimator : IEstimator<LanguageModelTransformer>
{
    private const string Name = "NeuralArchitectureSearch";

    private readonly IHostEnvironment _environment;
    private readonly IHost _host;
    private readonly LanguageModelSearchOptions _options;
    private readonly LanguageModelFitting _fitting;

    internal LanguageModelEstimator(IHostEnvironment environment, LanguageModelSearchOptions options)
    {
        _environment = environment;
        _host = environment.Register(Name);
        _options = options;
        _fitting = new LanguageModelFitting(options, options.FinalNetwork);
    }

    /// <summary>Searches, derives and trains.</summary>
    /// <param name="input">Texts.</param>
    /// <returns>The trained language model; dispose it to free the network.</returns>
    /// <exception cref="ArgumentNullException">There is no view.</exception>
    /// <exception cref="ArgumentException">
    /// The view cannot be learned from: the message names the column, what was found and what is allowed.
    /// </exception>
    /// <exception cref="OperationCanceledException">
    /// The work was cancelled; a <see cref="SearchCancelledException"/> carries what was found until then.
    /// </exception>
    /// <exception cref="IOException">The folder of checkpoints cannot be written to, or another run uses it.</exception>
    /// <exception cref="InvalidOperationException">The context's GPU is not there, or the loss is no longer a finite number.</exception>
    /// <exception cref="DllNotFoundException">
    /// TorchSharp's native library cannot be loaded; the message says what is missing and what to do.
    /// </exception>
    /// <exception cref="TimeoutException">The time budget was used up before anything could be learned.</exception>
    public LanguageModelTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);

        using var run = Start();                             // seed, device, channels, cancellation
        using var corpus = Read(input, run);                 // IDataView -> words and tokens
        var found = Search(corpus, run);                     // space, strategy -> cell
        return Train(found, corpus, run);                    // cell -> language model -> ITransformer
    }

    /// <summary>Searches only: look before you train.</summary>
    /// <param name="input">Texts.</param>
    /// <returns>
    /// The cell found, a <see cref="RecurrentGenotype"/>; the best so far where the search was cancelled or ran out of time.
    /// </returns>
    /// <exception cref="ArgumentNullException">There is no view.</exception>
    /// <exception cref="ArgumentException">
    /// The view cannot be learned from: the message names the column, what was found and what is allowed.
    /// </exception>
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
        using var corpus = Read(input, run);
        return Search(corpus, run);
    }

    /// <summary>Checks the text column and says what a fitted model will add.</summary>
    /// <param name="inputSchema">The columns of the data.</param>
    /// <returns>These columns, the perplexity and the next words.</returns>
    /// <exception cref="ArgumentException">The column is missing or no text.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => _fitting.AddTo(inputSchema);

    private ISearchStrategy Strategy => _options.Strategy ?? new RecurrentDartsStrategy();

    private RecurrentGenotype CellOf(NeuralArchitectureSearchResult found) => found.Architecture as RecurrentGenotype
        ?? throw new InvalidOperationException(
            $"{Strategy.GetType().Name} found {found.Architecture}, a {found.Architecture.GetType().Name}; a language model is built of a "
            + $"{nameof(RecurrentGenotype)}.");

    private FitRun Start() => new(_environment, _host, Name, _options, _options.TimeBudget);

    private Corpus Read(IDataView input, FitRun run)
    {
        _fitting.CheckColumn(input);
        run.Check(Strategy, _options.Space, StandInData.Text());
        return _fitting.Read(input, run);
    }

    private NeuralArchitectureSearchResult Search(Corpus corpus, FitRun run) =>
        run.Search(Strategy, _options.Space, corpus.Training);

    private LanguageModelTransformer Train(NeuralArchitectureSearchResult found, Corpus corpus, FitRun run) =>
        run.Train(found, () => _fitting.Train(CellOf(found), corpus, run, found));
}
