using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <summary>Searches the architecture of an image classifier, derives the final network and trains it.</summary>
/// <remarks>
/// <para>To create this estimator, use <c>mlContext.Auto().NeuralArchitecture(…)</c>.</para>
/// <list type="table">
/// <listheader><term>Column</term><description>Type</description></listheader>
/// <item>
/// <term>Input: label</term><description>A key of 2 or more classes. Rows with a missing label are left out, with a warning.</description>
/// </item>
/// <item><term>Input: features</term><description>A vector of <see cref="float"/> of known size, <c>[C, H, W]</c> or <c>[H, W]</c>, or an
/// image of known size. Values are normalised by the estimator; any range will do.</description></item>
/// <item>
/// <term>Output: <c>PredictedLabel</c></term><description>The key of the most probable class, missing where a pixel is not a
/// number.</description>
/// </item>
/// <item><term>Output: <c>Score</c></term><description>A vector of <see cref="float"/>: the probability of each class.</description></item>
/// </list>
/// <para>Does it need normalised pixels? No. Does it keep the images in memory? Yes. Can its model be saved? Yes. Does it use a GPU? Where
/// <see cref="MLContext.GpuDeviceId"/> names one.</para>
/// </remarks>
public sealed class NeuralArchitectureEstimator : IEstimator<CellNetworkTransformer>
{
    private const string Name = "NeuralArchitectureSearch";

    private readonly IHostEnvironment _environment;
    private readonly IHost _host;
    private readonly ImageSearchOptions _options;
    private readonly NetworkFitting _final;

    internal NeuralArchitectureEstimator(IHostEnvironment environment, ImageSearchOptions options)
    {
        _environment = environment;
        _host = environment.Register(Name);
        _options = options;
        _final = new NetworkFitting(options.Columns, options.Space, options.FinalNetwork, options.Training);
    }

    /// <summary>Searches, derives and trains.</summary>
    /// <param name="input">Labelled images.</param>
    /// <returns>The trained classifier; dispose it to free the network.</returns>
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
    public CellNetworkTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);

        using var run = Start();                             // seed, device, channels, cancellation
        using var images = Read(input, run);                 // IDataView -> normalised tensors
        var found = Search(images, run);                     // space, strategy -> architecture
        return Train(found, images, run);                    // architecture -> final network -> ITransformer
    }

    /// <summary>Searches only: look before you train.</summary>
    /// <param name="input">Labelled images.</param>
    /// <returns>The architecture found; the best so far where the search was cancelled or ran out of time.</returns>
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
        using var images = Read(input, run);
        return Search(images, run);
    }

    /// <summary>Checks the label and the feature column and says what a fitted model will add.</summary>
    /// <param name="inputSchema">The columns of the data.</param>
    /// <returns>These columns, the predicted label and the score.</returns>
    /// <exception cref="ArgumentException">A column is missing or of a type that cannot be used.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return ScoreColumns.AddTo(inputSchema, _final.Columns, ScoreColumns.CheckImages);
    }

    private ISearchStrategy Strategy => _options.Strategy ?? new DartsStrategy();

    private FitRun Start() => new(_environment, _host, Name, _options, _options.TimeBudget);

    private TrainingExamples Read(IDataView input, FitRun run)
    {
        // What is found will have the reductions that any member of the space has.
        var member = _options.Space.Draw(new Random(run.Context.Seed));
        var columns = _final.Check(input, _options.Shape, member);
        run.Check(Strategy, _options.Space, StandInData.Examples(columns.Shape, columns.ClassCount, input.GetRowCount()));
        return run.Read(input, columns, _options.SkipsUnreadableImages);
    }

    private NeuralArchitectureSearchResult Search(TrainingExamples images, FitRun run) =>
        run.Search(Strategy, _options.Space, images.Data);

    private CellNetworkTransformer Train(NeuralArchitectureSearchResult found, TrainingExamples images, FitRun run) =>
        run.Train(found, () => _final.Fit(found.Architecture, images, run, found));
}
