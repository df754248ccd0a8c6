using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation.ZeroCost;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Training;

namespace Microsoft.ML.NeuralArchitectureSearch.Evaluation;

/// <summary>
/// The evaluators of the library, for searches and strategies. <c>ToString</c> names an evaluator and the settings that its scores depend
/// on.
/// </summary>
public static class Evaluators
{
    /// <summary>
    /// Trains every candidate from its own first weights; the score is its accuracy, 0 to 1, on images held out once for all.
    /// </summary>
    /// <param name="task">The space, the images, the device and the seed. Its images are copied.</param>
    /// <param name="options">The training. Default: that of <see cref="TrainedEvaluatorOptions"/>.</param>
    /// <returns>The evaluator.</returns>
    /// <exception cref="ArgumentNullException">There is no task.</exception>
    /// <exception cref="ArgumentException">The space does not describe networks, or there are too few images.</exception>
    public static IEvaluator Trained(SearchTask task, TrainedEvaluatorOptions? options = null) =>
        new TrainedEvaluator(task, options ?? new());

    /// <summary>Trains the weights that all candidates share; the score is the accuracy, 0 to 1, with them on images held out.</summary>
    /// <param name="task">The space, the images, the device and the seed. Its images are copied.</param>
    /// <param name="options">The training. Default: that of <see cref="SharedWeightsOptions"/>.</param>
    /// <returns>The evaluator.</returns>
    /// <exception cref="ArgumentNullException">There is no task.</exception>
    /// <exception cref="ArgumentException">
    /// The space does not describe networks, there are too few images, or a rate does not fit another.
    /// </exception>
    public static IEvaluator SharedWeights(SearchTask task, SharedWeightsOptions? options = null) =>
        new SharedWeightsEvaluator(task, options ?? new());

    /// <summary>
    /// Measures how long the network of a candidate takes; the score is minus the median of the milliseconds, which is also a cost.
    /// </summary>
    /// <param name="task">The space, the images and the device.</param>
    /// <param name="options">The measurement. Default: that of <see cref="LatencyOptions"/>.</param>
    /// <returns>The evaluator.</returns>
    /// <exception cref="ArgumentNullException">There is no task.</exception>
    /// <exception cref="ArgumentException">The space does not describe networks.</exception>
    public static IEvaluator Latency(SearchTask task, LatencyOptions? options = null) => new LatencyEvaluator(task, options);

    /// <summary>
    /// Trains a language model of every candidate cell; the score is minus the logarithm of its perplexity on text held out.
    /// </summary>
    /// <param name="task">The space of recurrent cells, the text, the device and the seed. Its text is copied.</param>
    /// <param name="options">The training. Default: that of <see cref="LanguageModelEvaluatorOptions"/>.</param>
    /// <returns>The evaluator.</returns>
    /// <exception cref="ArgumentNullException">There is no task.</exception>
    /// <exception cref="ArgumentException">The space is not one of recurrent cells, or the data are no text or too short.</exception>
    public static IEvaluator LanguageModel(SearchTask task, LanguageModelEvaluatorOptions? options = null) =>
        new LanguageModelEvaluator(task, options);

    /// <summary>
    /// Trains a language model whose weights all candidate cells share; the score is minus the logarithm of its perplexity on text held
    /// out.
    /// </summary>
    /// <param name="task">The space of recurrent cells, the text, the device and the seed. Its text is copied.</param>
    /// <param name="options">The training. Default: that of <see cref="SharedLanguageModelOptions"/>.</param>
    /// <returns>The evaluator.</returns>
    /// <exception cref="ArgumentNullException">There is no task.</exception>
    /// <exception cref="ArgumentException">The space is not one of recurrent cells, or the data are no text or too short.</exception>
    public static IEvaluator SharedLanguageModel(SearchTask task, SharedLanguageModelOptions? options = null) =>
        new SharedLanguageModelEvaluator(task, options);

    /// <summary>Looks scores up in a table of known results, such as a published benchmark.</summary>
    /// <param name="table">What is known of each architecture.</param>
    /// <param name="noise">Draws one of several trainings of an architecture. Default: their mean.</param>
    /// <returns>The evaluator.</returns>
    /// <exception cref="ArgumentNullException">There is no table.</exception>
    public static IEvaluator Lookup(IReadOnlyDictionary<Architecture, TableEntry> table, Random? noise = null) =>
        new LookupEvaluator(table, noise);

    /// <summary>Scores untrained networks.</summary>
    /// <param name="task">The space, the images, the device and the seed.</param>
    /// <param name="score">The score, one of <see cref="ZeroCostScores"/> or another.</param>
    /// <param name="options">The sizes. Default: those of <see cref="ZeroCostOptions"/>.</param>
    /// <returns>The evaluator.</returns>
    /// <exception cref="ArgumentNullException">There is no task, or no score.</exception>
    /// <exception cref="ArgumentException">The space does not describe networks, or there are too few images.</exception>
    public static IEvaluator ZeroCost(SearchTask task, IZeroCostScore score, ZeroCostOptions? options = null) =>
        new ZeroCostEvaluator(task, score, options);

    /// <summary>The mean of the ranks that several evaluators give a candidate, 0 to 1, among a sample of the space.</summary>
    /// <param name="space">The space that the sample is drawn from.</param>
    /// <param name="evaluators">The evaluators, one or more; owned from here on.</param>
    /// <param name="random">The source of the sample.</param>
    /// <param name="sampleSize">Architectures in the sample. Default 50.</param>
    /// <returns>The evaluator.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">There is no evaluator.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The sample is empty.</exception>
    public static IEvaluator RankAverage(ISearchSpace space, ImmutableArray<IEvaluator> evaluators, Random random, int sampleSize = 50) =>
        new RankAverage(space, evaluators, random, sampleSize);

    /// <summary>Takes the score from one evaluator, and costs from others as well, such as the latency.</summary>
    /// <param name="evaluator">Gives score and costs; owned from here on.</param>
    /// <param name="costs">Give further costs; their scores are not used. Owned from here on.</param>
    /// <returns>The evaluator.</returns>
    /// <exception cref="ArgumentNullException">An evaluator is <see langword="null"/>.</exception>
    public static IEvaluator WithCosts(IEvaluator evaluator, params ImmutableArray<IEvaluator> costs) =>
        new EvaluatorWithCosts(evaluator, costs);
}
