using Microsoft.ML.NeuralArchitectureSearch.Strategies.Bananas;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Halving;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Nao;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Nsga2;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Progressive;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Reinforcement;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies;

/// <summary>The proposers of the library, for searches, strategies and sweeps. <c>ToString</c> names a proposer and its settings.</summary>
public static class Proposers
{
    /// <summary>Random search: draws architectures, none twice.</summary>
    /// <returns>The proposer.</returns>
    public static IProposer Random() => new RandomProposer();

    /// <summary>Regularized evolution: the oldest of a population dies, a mutant of the best of a sample replaces it.</summary>
    /// <param name="options">The settings. Default: those of <see cref="RegularizedEvolutionOptions"/>.</param>
    /// <returns>The proposer.</returns>
    /// <remarks>Real et al., "Regularized Evolution for Image Classifier Architecture Search" (2019), arXiv:1802.01548.</remarks>
    /// <exception cref="ArgumentException">The settings contradict each other.</exception>
    public static IProposer RegularizedEvolution(RegularizedEvolutionOptions? options = null) => new RegularizedEvolutionProposer(options);

    /// <summary>Large-scale evolution: of two drawn members of a population the worse dies, and the better has a mutant.</summary>
    /// <param name="options">The settings. Default: those of <see cref="LargeScaleEvolutionOptions"/>.</param>
    /// <returns>The proposer.</returns>
    /// <remarks>Real et al., "Large-Scale Evolution of Image Classifiers" (2017), arXiv:1703.01041.</remarks>
    public static IProposer LargeScaleEvolution(LargeScaleEvolutionOptions? options = null) => new LargeScaleEvolutionProposer(options);

    /// <summary>Local search: evaluates the neighbours of the best architecture until none is better, then starts elsewhere.</summary>
    /// <param name="options">The settings. Default: those of <see cref="LocalSearchOptions"/>.</param>
    /// <returns>The proposer.</returns>
    /// <remarks>White et al., "Exploring the Loss Landscape in Neural Architecture Search" (2021), arXiv:2005.02960.</remarks>
    public static IProposer LocalSearch(LocalSearchOptions? options = null) => new LocalSearchProposer(options);

    /// <summary>
    /// Neural architecture optimization: encodes architectures as vectors and follows the gradient of the predicted score.
    /// </summary>
    /// <param name="options">The settings. Default: those of <see cref="NaoOptions"/>.</param>
    /// <returns>The proposer.</returns>
    /// <remarks>Luo et al., "Neural Architecture Optimization" (2018), arXiv:1808.07233.</remarks>
    public static IProposer Nao(NaoOptions? options = null) => new NaoProposer(options);

    /// <summary>
    /// BANANAS: an ensemble of networks predicts scores, and mutants of the best are chosen by independent Thompson sampling.
    /// </summary>
    /// <param name="options">The settings. Default: those of <see cref="BananasOptions"/>.</param>
    /// <returns>The proposer.</returns>
    /// <remarks>
    /// White et al., "BANANAS: Bayesian Optimization with Neural Architectures for Neural Architecture Search" (2021), arXiv:1910.11858.
    /// </remarks>
    public static IProposer Bananas(BananasOptions? options = null) => new BananasProposer(options);

    /// <summary>NSGA-II: evolution of a population along the front of score and costs.</summary>
    /// <param name="options">The settings. Default: those of <see cref="Nsga2Options"/>.</param>
    /// <returns>The proposer.</returns>
    /// <remarks>Deb et al. (2002), "A Fast and Elitist Multiobjective Genetic Algorithm: NSGA-II".</remarks>
    public static IProposer Nsga2(Nsga2Options? options = null) => new Nsga2Proposer(options);

    /// <summary>Progressive search: grows the architectures that are predicted to be the best by one node at a time.</summary>
    /// <param name="options">The settings. Default: those of <see cref="ProgressiveOptions"/>.</param>
    /// <returns>The proposer.</returns>
    /// <remarks>Liu et al., "Progressive Neural Architecture Search" (2018), arXiv:1712.00559.</remarks>
    public static IProposer Progressive(ProgressiveOptions? options = null) => new ProgressiveProposer(options);

    /// <summary>Reinforcement learning: a recurrent controller learns to write architectures of high reward.</summary>
    /// <param name="options">The settings. Default: those of <see cref="ReinforcementOptions"/>.</param>
    /// <returns>The proposer.</returns>
    /// <remarks>Zoph and Le, "Neural Architecture Search with Reinforcement Learning" (2017), arXiv:1611.01578.</remarks>
    public static IProposer Reinforcement(ReinforcementOptions? options = null) => new ReinforcementProposer(options);

    /// <summary>Successive halving: trains many candidates briefly, and the best of them longer.</summary>
    /// <param name="source">Proposes the candidates.</param>
    /// <param name="options">The settings. Default: those of <see cref="SuccessiveHalvingOptions"/>.</param>
    /// <returns>The proposer.</returns>
    /// <remarks>Jamieson and Talwalkar (2016), arXiv:1502.07943.</remarks>
    /// <exception cref="ArgumentNullException">There is no source.</exception>
    /// <exception cref="ArgumentException">The settings contradict each other.</exception>
    public static IProposer SuccessiveHalving(IProposer source, SuccessiveHalvingOptions? options = null) =>
        new SuccessiveHalvingProposer(source, options);

    /// <summary>Hyperband: brackets of successive halving, from many short trainings to few long ones.</summary>
    /// <param name="source">Proposes the candidates.</param>
    /// <param name="options">The settings. Default: those of <see cref="HyperbandOptions"/>.</param>
    /// <returns>The proposer.</returns>
    /// <remarks>Li et al., "Hyperband: A Novel Bandit-Based Approach to Hyperparameter Optimization" (2018), arXiv:1603.06560.</remarks>
    /// <exception cref="ArgumentNullException">There is no source.</exception>
    /// <exception cref="ArgumentException">The settings contradict each other.</exception>
    public static IProposer Hyperband(IProposer source, HyperbandOptions? options = null) => new HyperbandProposer(source, options);
}
