using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Bananas;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Nao;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Progressive;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Reinforcement;

namespace Microsoft.ML.NeuralArchitectureSearch.Benchmarks.Tables;

/// <summary>A proposer that the tables are searched by.</summary>
/// <param name="Name">What it is called on the command line and in the results.</param>
/// <param name="For">The proposer for a number of evaluations.</param>
internal sealed record TableProposer(string Name, Func<int, IProposer> For)
{
    /// <summary>All of them, in the order of the results. Another one is one more line.</summary>
    public static ImmutableArray<TableProposer> All { get; } =
    [
        new("random search", _ => new RandomProposer()),
        new("local search", _ => new LocalSearchProposer()),
        new("local search, 10 beginnings", _ => new LocalSearchProposer(new() { InitialArchitectures = 10 })),
        new("local search, first improvement", _ =>
            new LocalSearchProposer(new() { InitialArchitectures = 10, MoveAtFirstImprovement = true })),
        new("large-scale evolution", _ => new LargeScaleEvolutionProposer()),
        new("aging evolution", evaluations => new RegularizedEvolutionProposer(Aging(evaluations))),
        new("aging evolution, no duplicates", evaluations =>
            new RegularizedEvolutionProposer(Aging(evaluations) with { AllowDuplicates = false })),
        new("Bananas", _ => new BananasProposer()),
        new("NAO", _ => new NaoProposer()),
        new("NAO, gradient only", _ => new NaoProposer(new() { Mutants = 0, Patience = null })),
        new("progressive search", evaluations => new ProgressiveProposer(new() { BeamWidth = Math.Max(2, evaluations / 10) })),
        new("reinforcement learning, REINFORCE", _ => new ReinforcementProposer()),
        new("reinforcement learning, PPO", _ =>
            new ReinforcementProposer(new() { Training = new() { Update = new ProximalPolicyUpdate() } })),
    ];

    // The settings of the simulation that the tables' own baselines come from.
    private static RegularizedEvolutionOptions Aging(int evaluations) =>
        new() { PopulationSize = evaluations <= 100 ? 10 : 30, TournamentSize = 10 };
}
