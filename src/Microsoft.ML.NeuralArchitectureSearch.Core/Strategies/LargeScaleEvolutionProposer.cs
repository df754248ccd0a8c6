using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies;

/// <summary>Large-scale evolution: of two drawn at random the worse dies, the better has a child, which may inherit its weights.</summary>
/// <remarks>
/// Real et al., "Large-Scale Evolution of Image Classifiers" (2017), arXiv:1703.01041, section 3.1. The first population is drawn from the
/// space, where
/// the paper begins with trivial networks. The search ends where every architecture of a counted space was proposed.
/// </remarks>
/// <param name="options">The settings; <see langword="null"/> for the defaults.</param>
internal sealed class LargeScaleEvolutionProposer(LargeScaleEvolutionOptions? options = null) : IProposer
{
    private readonly LargeScaleEvolutionOptions _options = options ?? new();

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
    public override string ToString() => $"{nameof(LargeScaleEvolutionProposer)} with {_options}";

    private sealed class Run(
        IMutationSpace space,
        LargeScaleEvolutionOptions options,
        Random random,
        ProposerContext context) : IProposerRun
    {
        private readonly Offspring _offspring = new(space, random, options.AllowDuplicates, context);
        private readonly List<EvaluatedCandidate> _population = [];
        private int _founders;
        private int _observed;

        public ImmutableArray<Candidate> Propose(int count = 1) => Proposals.UpTo(count, Next, context);

        public void Observe(EvaluatedCandidate evaluated)
        {
            _population.Add(Proposals.Member(space, evaluated));
            _observed++;
        }

        public void Dispose()
        {
        }

        private Candidate? Next() =>
            _founders < options.PopulationSize ? Founder()
            : _observed < options.PopulationSize || _population.Count < 2 ? null
            : ChildOf(Survivor());

        private Candidate? Founder()
        {
            if (_offspring.Founder() is not { } architecture)
            {
                return null;
            }

            _founders++;
            return new(architecture);
        }

        private Candidate? ChildOf(Candidate parent) => _offspring.ChildOf(parent.Architecture) is { } architecture
            ? new(architecture) { Parent = options.InheritWeights ? parent.Architecture : null, Generation = parent.Generation + 1 }
            : null;

        // Of two different individuals; the worse one leaves the population at once.
        private Candidate Survivor()
        {
            var one = random.Next(_population.Count);
            var other = random.Next(_population.Count - 1);
            other += other >= one ? 1 : 0;
            var (better, worse) = _population[other].Result.Score > _population[one].Result.Score ? (other, one) : (one, other);
            var parent = _population[better].Candidate;
            _population.RemoveAt(worse);
            return parent;
        }
    }
}
