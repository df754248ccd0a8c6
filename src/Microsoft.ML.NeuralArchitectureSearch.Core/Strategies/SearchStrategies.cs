using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Bananas;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Nao;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Progressive;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Reinforcement;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies;

/// <summary>
/// The searches of the literature under their usual names, each a proposer with the evaluator that it was published with.
/// </summary>
/// <remarks>
/// The papers evaluated thousands of architectures on hundreds of GPUs. Here a search evaluates 100 (<c>with { Evaluations = … }</c>
/// changes that), and
/// candidates are trained as networks of 16 channels and 5 cells for 12 epochs; every setting can be given.
/// </remarks>
public static class SearchStrategies
{
    private static readonly TrainedEvaluatorOptions Trained = new() { Channels = 16, Cells = 5 };
    private static readonly SharedWeightsOptions Shared = new() { Channels = 16, Cells = 5 };

    /// <summary>Neural architecture optimization: gradient steps in a learned embedding of architectures.</summary>
    /// <param name="options">How to search.</param>
    /// <param name="evaluation">How candidates are trained.</param>
    /// <returns>The strategy, for spaces of token sequences.</returns>
    /// <remarks>Luo et al., "Neural Architecture Optimization" (2018), arXiv:1808.07233.</remarks>
    public static ProposerStrategy Nao(NaoOptions? options = null, TrainedEvaluatorOptions? evaluation = null) =>
        ByTraining(new NaoProposer(options), evaluation ?? Trained);

    /// <summary>Neural architecture optimization with weights that all candidates share (NAO-WS).</summary>
    /// <param name="options">How to search.</param>
    /// <param name="evaluation">How the shared weights are trained.</param>
    /// <returns>The strategy, for spaces of token sequences.</returns>
    /// <remarks>Luo et al. (2018), arXiv:1808.07233, section 3.4.</remarks>
    public static ProposerStrategy NaoWeightSharing(NaoOptions? options = null, SharedWeightsOptions? evaluation = null) =>
        BySharedWeights(new NaoProposer(options), evaluation ?? Shared with { StepsPerCandidate = 10 });

    /// <summary>
    /// Efficient neural architecture search: a recurrent controller learns by reinforcement, candidates share their weights.
    /// </summary>
    /// <param name="options">How the controller learns.</param>
    /// <param name="evaluation">
    /// How the shared weights are trained. By default each candidate is scored on one mini-batch, as in the paper.
    /// </param>
    /// <returns>The strategy, for spaces of token sequences.</returns>
    /// <remarks>Pham et al., "Efficient Neural Architecture Search via Parameter Sharing" (2018), arXiv:1802.03268.</remarks>
    public static ProposerStrategy Enas(ReinforcementOptions? options = null, SharedWeightsOptions? evaluation = null) =>
        BySharedWeights(new ReinforcementProposer(options), evaluation ?? Shared with { StepsPerCandidate = 10, ValidationBatches = 1 });

    /// <summary>NASNet's search: a recurrent controller learns by reinforcement which architectures train well.</summary>
    /// <param name="options">
    /// How the controller learns. By default from 20 architectures at a time by proximal policy optimization, as in the paper.
    /// </param>
    /// <param name="evaluation">How candidates are trained.</param>
    /// <returns>The strategy, for spaces of token sequences.</returns>
    /// <remarks>Zoph et al., "Learning Transferable Architectures for Scalable Image Recognition" (2018), arXiv:1707.07012.</remarks>
    public static ProposerStrategy NasNetReinforcement(ReinforcementOptions? options = null, TrainedEvaluatorOptions? evaluation = null) =>
        ByTraining(
            new ReinforcementProposer(
                options ?? new() { BatchSize = 20, Training = new() { Update = new ProximalPolicyUpdate() } }), evaluation ?? Trained);

    /// <summary>AmoebaNet's search: evolution in which the oldest architectures die.</summary>
    /// <param name="options">How to evolve. By default a population of 20 and tournaments of 5, for a hundred evaluations.</param>
    /// <param name="evaluation">How candidates are trained.</param>
    /// <returns>The strategy, for spaces whose members can be mutated.</returns>
    /// <remarks>Real et al., "Regularized Evolution for Image Classifier Architecture Search" (2019), arXiv:1802.01548.</remarks>
    public static ProposerStrategy AmoebaNet(RegularizedEvolutionOptions? options = null, TrainedEvaluatorOptions? evaluation = null) =>
        ByTraining(new RegularizedEvolutionProposer(options ?? new() { PopulationSize = 20, TournamentSize = 5 }), evaluation ?? Trained);

    /// <summary>
    /// Large-scale evolution: of two architectures the worse one dies, the better one has a child that inherits its weights.
    /// </summary>
    /// <param name="options">How to evolve.</param>
    /// <param name="evaluation">How candidates are trained. By default the weights of the latest 20 are kept to be inherited.</param>
    /// <returns>The strategy, for spaces whose members can be mutated.</returns>
    /// <remarks>Real et al., "Large-Scale Evolution of Image Classifiers" (2017), arXiv:1703.01041.</remarks>
    public static ProposerStrategy LargeScaleEvolution(
        LargeScaleEvolutionOptions? options = null,
        TrainedEvaluatorOptions? evaluation = null) =>
        ByTraining(new LargeScaleEvolutionProposer(options), evaluation ?? Trained with { ParentsKept = 20 });

    /// <summary>Progressive search: cells grow node by node, and a surrogate says which ones are worth training.</summary>
    /// <param name="options">How to search.</param>
    /// <param name="evaluation">How candidates are trained.</param>
    /// <returns>The strategy, for spaces of token sequences.</returns>
    /// <remarks>Liu et al., "Progressive Neural Architecture Search" (2018), arXiv:1712.00559.</remarks>
    public static ProposerStrategy Pnas(ProgressiveOptions? options = null, TrainedEvaluatorOptions? evaluation = null) =>
        ByTraining(new ProgressiveProposer(options), evaluation ?? Trained);

    /// <summary>Random search, every candidate trained by itself.</summary>
    /// <param name="evaluation">How candidates are trained.</param>
    /// <returns>The strategy, for every space.</returns>
    /// <remarks>Li and Talwalkar, "Random Search and Reproducibility for Neural Architecture Search" (2019), arXiv:1902.07638.</remarks>
    public static ProposerStrategy RandomSearch(TrainedEvaluatorOptions? evaluation = null) =>
        ByTraining(new RandomProposer(), evaluation ?? Trained);

    /// <summary>Random search with weights that all candidates share.</summary>
    /// <param name="evaluation">How the shared weights are trained.</param>
    /// <returns>The strategy, for every space.</returns>
    /// <remarks>Li and Talwalkar (2019), arXiv:1902.07638, section 3.2.</remarks>
    public static ProposerStrategy RandomWeightSharing(SharedWeightsOptions? evaluation = null) =>
        BySharedWeights(new RandomProposer(), evaluation ?? Shared);

    /// <summary>BANANAS: Bayesian optimization with an ensemble of predictors.</summary>
    /// <param name="options">How to search.</param>
    /// <param name="evaluation">How candidates are trained.</param>
    /// <returns>The strategy, for spaces of token sequences whose members can be mutated.</returns>
    /// <remarks>
    /// White et al., "BANANAS: Bayesian Optimization with Neural Architectures for Neural Architecture Search" (2021), arXiv:1910.11858.
    /// </remarks>
    public static ProposerStrategy Bananas(BananasOptions? options = null, TrainedEvaluatorOptions? evaluation = null) =>
        ByTraining(new BananasProposer(options), evaluation ?? Trained);

    private static ProposerStrategy ByTraining(IProposer proposer, TrainedEvaluatorOptions options) =>
        new(proposer, task => new TrainedEvaluator(task, options)) { Evaluation = options };

    private static ProposerStrategy BySharedWeights(IProposer proposer, SharedWeightsOptions options) =>
        new(proposer, task => new SharedWeightsEvaluator(task, options)) { Evaluation = options };
}
