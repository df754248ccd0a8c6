using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <summary>Trains a language model of a given recurrent cell, found by a search or published.</summary>
/// <remarks>
/// <para>To create this estimator, use <c>mlContext.Transforms.Text.RecurrentLanguageModel(…)</c>. With the same seed and the same settings
/// it trains the very
/// network that <see cref="LanguageModelEstimator"/> trains after its search.</para>
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
/// <para>Does it keep the texts in memory? Yes, as numbers. Can its model be saved? Yes, tokenizer and vocabulary are inside. Does it use a
/// GPU? Where
/// <see cref="MLContext.GpuDeviceId"/> names one.</para>
/// </remarks>
public sealed class RecurrentLanguageModelEstimator : IEstimator<LanguageModelTransformer>
{
    private const string Name = "RecurrentLanguageModel";

    private readonly IHostEnvironment _environment;
    private readonly IHost _host;
    private readonly RecurrentGenotype _genotype;
    private readonly LanguageModelFitting _fitting;

    internal RecurrentLanguageModelEstimator(
        IHostEnvironment environment,
        RecurrentGenotype genotype,
        RecurrentLanguageModelEstimatorOptions options)
    {
        _environment = environment;
        _host = environment.Register(Name);
        _genotype = genotype;
        _fitting = new LanguageModelFitting(options, options.Network);
    }

    /// <summary>Trains.</summary>
    /// <param name="input">Texts.</param>
    /// <returns>The trained language model; dispose it to free the network.</returns>
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
    public LanguageModelTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);

        using var run = new FitRun(_environment, _host, Name, _fitting.Options);
        using var corpus = _fitting.Read(input, run);               // IDataView -> words and tokens
        return _fitting.Train(_genotype, corpus, run);              // cell -> language model -> ITransformer
    }

    /// <summary>Checks the text column and says what a fitted model will add.</summary>
    /// <param name="inputSchema">The columns of the data.</param>
    /// <returns>These columns, the perplexity and the next words.</returns>
    /// <exception cref="ArgumentException">The column is missing or no text.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => _fitting.AddTo(inputSchema);
}
