using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Halving;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Nsga2;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Strategies.Nsga2;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Settings;

/// <summary>Options of proposers: what they propose in a space whose scores are known.</summary>
internal static class ProposerProbes
{
    private static readonly Nsga2Options Nsga2 = new() { PopulationSize = 6, Objectives = WeighedCells.Objectives };
    private static readonly ScreeningOptions Screening = new() { ChildrenPerProposal = 4 };

    public static Probe[] All =>
    [
        Probe.Of(new HyperbandOptions { MostEpochs = 9 }, options => Proposed(new HyperbandProposer(new RandomProposer(), options)))
            .With("MostEpochs", 27),
        Probe.Of(
            new SuccessiveHalvingOptions { Candidates = 9, LeastEpochs = 1, MostEpochs = 9 },
            options => Proposed(new SuccessiveHalvingProposer(new RandomProposer(), options))).With("MostEpochs", 3),
        Probe.Of(
            new LargeScaleEvolutionOptions { PopulationSize = 6 },
            options => Proposed(new LargeScaleEvolutionProposer(options), evaluations: 100)),
        Probe.Of(new LocalSearchOptions(), options => Proposed(new LocalSearchProposer(options))),
        Probe.Of(
            new RegularizedEvolutionOptions { PopulationSize = 8, TournamentSize = 4 },
            options => Proposed(new RegularizedEvolutionProposer(options), evaluations: 100)),
        Probe.Of(Nsga2, options => Proposed(new Nsga2Proposer(options))).With("Objectives", new Objectives("depth"))
            .With("Screening", Screening),
        Probe.Of(Screening, options => Proposed(new Nsga2Proposer(Nsga2 with { Screening = options }))).With("Penalty", 100.0),
    ];

    /// <summary>The candidates of a search, with what each costs.</summary>
    public static string Proposed(IProposer proposer, int evaluations = 30) =>
        Proposed(proposer, ToySearch.Space, WeighedCells.Evaluate, evaluations);

    /// <summary>The same over cells that have symmetries.</summary>
    public static string ProposedCells(IProposer proposer) => Proposed(
        proposer,
        new DartsCellSpace { Nodes = 2 },
        candidate => new(((Genotype)candidate.Architecture).Normal.Nodes.SelectMany(node => node)
            .Count(edge => edge.Operation == OperationNames.SkipConnect)),
        evaluations: 30);

    private static string Proposed(IProposer proposer, ISearchSpace space, Func<Candidate, EvaluationResult> evaluate, int evaluations)
    {
        using var run = proposer.Start(space, seed: 1);
        var found = new List<EvaluatedCandidate>();
        while (found.Count < evaluations && run.Propose() is [var candidate])
        {
            found.Add(new(candidate, evaluate(candidate)));
            run.Observe(found[^1]);
        }

        return Observed.Candidates(found);
    }
}
