using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <summary>
/// Trains the image classifier that is built of given cells, or of any other architecture that a search space can describe.
/// </summary>
/// <remarks>
/// <para>To create this trainer, use <c>mlContext.MulticlassClassification.Trainers.CellNetwork(genotype, …)</c> or
/// <c>….ArchitectureNetwork(space, architecture, …)</c>. With the same seed and the same settings it trains the very network that
/// <see cref="NeuralArchitectureEstimator"/> trains after its search.</para>
/// <list type="table">
/// <listheader><term>Column</term><description>Type</description></listheader>
/// <item>
/// <term>Input: label</term><description>A key of 2 or more classes. Rows with a missing label are left out, with a warning.</description>
/// </item>
/// <item><term>Input: features</term><description>A vector of <see cref="float"/> of known size, <c>[C, H, W]</c> or <c>[H, W]</c>, or an
/// image of known size. Values are normalised by the trainer; any range will do.</description></item>
/// <item>
/// <term>Output: <c>PredictedLabel</c></term><description>The key of the most probable class, missing where a pixel is not a
/// number.</description>
/// </item>
/// <item><term>Output: <c>Score</c></term><description>A vector of <see cref="float"/>: the probability of each class.</description></item>
/// </list>
/// </remarks>
public sealed class CellNetworkTrainer : IEstimator<CellNetworkTransformer>
{
    private const string Name = "CellNetwork";

    private readonly IHostEnvironment _environment;
    private readonly IHost _host;
    private readonly Architecture _architecture;
    private readonly CellNetworkTrainerOptions _options;
    private readonly NetworkFitting _fitting;

    /// <param name="environment">The environment.</param>
    /// <param name="space">
    /// The space that the architecture belongs to; <see langword="null"/> for cells whose space does not matter.
    /// </param>
    /// <param name="architecture">The architecture.</param>
    /// <param name="options">The settings.</param>
    internal CellNetworkTrainer(
        IHostEnvironment environment,
        ISearchSpace? space,
        Architecture architecture,
        CellNetworkTrainerOptions options)
    {
        _environment = environment;
        _host = environment.Register(Name);
        _architecture = architecture;
        _options = options;
        _fitting = new NetworkFitting(options.Columns, space, options.Network, options.Training);
    }

    /// <summary>Trains.</summary>
    /// <param name="input">Labelled images.</param>
    /// <returns>The trained classifier; dispose it to free the network.</returns>
    /// <exception cref="ArgumentNullException">There is no view.</exception>
    /// <exception cref="ArgumentException">
    /// The view cannot be learned from: the message names the column, what was found and what is allowed.
    /// </exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    /// <exception cref="IOException">The folder of checkpoints cannot be written to, or another run uses it.</exception>
    /// <exception cref="InvalidOperationException">The context's GPU is not there, or the loss is no longer a finite number.</exception>
    /// <exception cref="DllNotFoundException">
    /// TorchSharp's native library cannot be loaded; the message says what is missing and what to do.
    /// </exception>
    /// <exception cref="TimeoutException">The time budget was used up before the first step.</exception>
    public CellNetworkTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);

        using var run = new FitRun(_environment, _host, Name, _options);
        // IDataView -> normalised tensors
        using var images = run.Read(input, _fitting.Check(input, _options.Shape, _architecture), _options.SkipsUnreadableImages);
        return _fitting.Fit(_architecture, images, run); // architecture -> network -> ITransformer
    }

    /// <summary>Checks the label and the feature column and says what a fitted model will add.</summary>
    /// <param name="inputSchema">The columns of the data.</param>
    /// <returns>These columns, the predicted label and the score.</returns>
    /// <exception cref="ArgumentException">A column is missing or of a type that cannot be used.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return ScoreColumns.AddTo(inputSchema, _fitting.Columns, ScoreColumns.CheckImages);
    }
}
