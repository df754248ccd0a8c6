using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Nao;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Reinforcement;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies;

/// <summary>
/// The searches of the literature for the recurrent cell of a language model, each a proposer with the evaluator that it was published
/// with.
/// </summary>
/// <remarks>A search evaluates 100 cells (<c>with { Evaluations = … }</c> changes that); every setting can be given. The differentiable
/// search is
/// <see cref="Darts.RecurrentDartsStrategy"/>.</remarks>
public static class RecurrentSearchStrategies
{
    /// <summary>Neural architecture optimization: gradient steps in a learned embedding of cells, each cell trained by itself.</summary>
    /// <param name="options">How to search.</param>
    /// <param name="evaluation">How candidates are trained.</param>
    /// <returns>The strategy.</returns>
    /// <remarks>Luo et al., "Neural Architecture Optimization" (2018), arXiv:1808.07233.</remarks>
    public static ProposerStrategy Nao(NaoOptions? options = null, LanguageModelEvaluatorOptions? evaluation = null) =>
        ByTraining(new NaoProposer(options), evaluation);

    /// <summary>Neural architecture optimization with weights that all cells share (NAO-WS).</summary>
    /// <param name="options">How to search.</param>
    /// <param name="evaluation">How the shared weights are trained.</param>
    /// <returns>The strategy.</returns>
    /// <remarks>Luo et al. (2018), arXiv:1808.07233, section 3.4.</remarks>
    public static ProposerStrategy NaoWeightSharing(NaoOptions? options = null, SharedLanguageModelOptions? evaluation = null) =>
        BySharedWeights(new NaoProposer(options), evaluation ?? new() { StepsPerCandidate = 10 });

    /// <summary>Efficient neural architecture search: a recurrent controller learns by reinforcement, cells share their weights.</summary>
    /// <param name="options">How the controller learns.</param>
    /// <param name="evaluation">
    /// How the shared weights are trained. By default each cell is scored on one segment of the text held out, as in the paper.
    /// </param>
    /// <returns>The strategy.</returns>
    /// <remarks>Pham et al., "Efficient Neural Architecture Search via Parameter Sharing" (2018), arXiv:1802.03268.</remarks>
    public static ProposerStrategy Enas(ReinforcementOptions? options = null, SharedLanguageModelOptions? evaluation = null) =>
        BySharedWeights(new ReinforcementProposer(options), evaluation ?? new() { StepsPerCandidate = 10, ValidationSegments = 1 });

    /// <summary>Random search, every cell trained by itself.</summary>
    /// <param name="evaluation">How candidates are trained.</param>
    /// <returns>The strategy.</returns>
    /// <remarks>Li and Talwalkar, "Random Search and Reproducibility for Neural Architecture Search" (2019), arXiv:1902.07638.</remarks>
    public static ProposerStrategy RandomSearch(LanguageModelEvaluatorOptions? evaluation = null) =>
        ByTraining(new RandomProposer(), evaluation);

    /// <summary>Random search with weights that all cells share.</summary>
    /// <param name="evaluation">How the shared weights are trained.</param>
    /// <returns>The strategy.</returns>
    /// <remarks>Li and Talwalkar (2019), arXiv:1902.07638, section 3.2.</remarks>
    public static ProposerStrategy RandomWeightSharing(SharedLanguageModelOptions? evaluation = null) =>
        BySharedWeights(new RandomProposer(), evaluation);

    private static ProposerStrategy ByTraining(IProposer proposer, LanguageModelEvaluatorOptions? options) =>
        new(proposer, task => new LanguageModelEvaluator(task, options)) { Evaluation = options };

    private static ProposerStrategy BySharedWeights(IProposer proposer, SharedLanguageModelOptions? options) =>
        new(proposer, task => new SharedLanguageModelEvaluator(task, options)) { Evaluation = options };
}
