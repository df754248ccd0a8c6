using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies;

/// <summary>Regularized (aging) evolution: the best of a random tournament is mutated, and the oldest of the population dies.</summary>
/// <remarks>
/// Real et al., "Regularized Evolution for Image Classifier Architecture Search" (2019), arXiv:1802.01548, algorithm 1. The search ends
/// where every
/// architecture of a counted space was proposed.
/// </remarks>
/// <param name="options">The settings; <see langword="null"/> for the defaults.</param>
internal sealed class RegularizedEvolutionProposer(RegularizedEvolutionOptions? options = null) : IProposer
{
    private readonly RegularizedEvolutionOptions _options = options ?? new();

    /// <inheritdoc />
    /// <exception cref="ArgumentException">The space is no <see cref="IMutationSpace"/>.</exception>
    public IProposerRun Start(ISearchSpace space, int seed, IProgress<SearchEvent>? progress = null) =>
        Start(space, seed, new ProposerContext { Progress = progress });

    /// <inheritdoc />
    /// <exception cref="ArgumentNullException">There is no space or no context.</exception>
    /// <exception cref="ArgumentException">The space is no <see cref="IMutationSpace"/>.</exception>
    public IProposerRun Start(ISearchSpace space, int seed, ProposerContext context) =>
        new Run(Proposals.Capable<IMutationSpace>(space), _options, new Random(seed), Proposals.Given(context));

    /// <inheritdoc />
    public override string ToString() => $"{nameof(RegularizedEvolutionProposer)} with {_options}";

    private sealed class Run(
        IMutationSpace space,
        RegularizedEvolutionOptions options,
        Random random,
        ProposerContext context) : IProposerRun
    {
        private readonly Offspring _offspring = new(space, random, options.AllowDuplicates, context);
        private readonly List<EvaluatedCandidate> _population = [];
        private int _founders;

        public ImmutableArray<Candidate> Propose(int count = 1) => Proposals.UpTo(count, Next, context);

        public void Observe(EvaluatedCandidate evaluated)
        {
            _population.Add(Proposals.Member(space, evaluated));
            if (_population.Count > options.PopulationSize)
            {
                _population.RemoveAt(0);
            }
        }

        public void Dispose()
        {
        }

        private Candidate? Next() =>
            _founders < options.PopulationSize ? Founder()
            : _population.Count < options.PopulationSize ? null
            : ChildOf(TournamentWinner());

        private Candidate? Founder()
        {
            if (_offspring.Founder() is not { } architecture)
            {
                return null;
            }

            _founders++;
            return new(architecture);
        }

        private Candidate? ChildOf(Candidate parent) =>
            _offspring.ChildOf(parent.Architecture) is { } architecture ? new(architecture) { Generation = parent.Generation + 1 } : null;

        private Candidate TournamentWinner()
        {
            var winner = _population[random.Next(_population.Count)];
            for (var draw = 1; draw < options.TournamentSize; draw++)
            {
                var rival = _population[random.Next(_population.Count)];
                winner = rival.Result.Score > winner.Result.Score ? rival : winner;
            }

            return winner.Candidate;
        }
    }
}
