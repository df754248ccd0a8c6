using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies;

/// <summary>
/// Local search: climbs from neighbour to better neighbour, and begins anew elsewhere where none is better. No architecture is proposed
/// twice.
/// </summary>
/// <remarks>
/// White et al., "Exploring the Loss Landscape in Neural Architecture Search" (2021), arXiv:2005.02960, algorithm 1 and its variants.
/// </remarks>
/// <param name="options">The settings; <see langword="null"/> for the defaults.</param>
internal sealed class LocalSearchProposer(LocalSearchOptions? options = null) : IProposer
{
    private readonly LocalSearchOptions _options = options ?? new();

    /// <inheritdoc />
    /// <exception cref="ArgumentException">The space is no <see cref="INeighbourSpace"/>.</exception>
    public IProposerRun Start(ISearchSpace space, int seed, IProgress<SearchEvent>? progress = null) =>
        Start(space, seed, new ProposerContext { Progress = progress });

    /// <inheritdoc />
    /// <exception cref="ArgumentNullException">There is no space or no context.</exception>
    /// <exception cref="ArgumentException">The space is no <see cref="INeighbourSpace"/>.</exception>
    public IProposerRun Start(ISearchSpace space, int seed, ProposerContext context) =>
        new Run(Proposals.Capable<INeighbourSpace>(space), _options, new Random(seed), Proposals.Given(context));

    /// <inheritdoc />
    public override string ToString() => $"{nameof(LocalSearchProposer)} with {_options}";

    private sealed class Run(INeighbourSpace space, LocalSearchOptions options, Random random, ProposerContext context) : IProposerRun
    {
        private readonly NewArchitectures _new = new(space, random, context);
        private readonly Dictionary<Architecture, double> _scores = [];
        private readonly Queue<Architecture> _waiting = new();
        private readonly HashSet<Architecture> _pending = [];

        // What was reachable from the centre, or the beginnings of a climb; the best of them is the next centre.
        private ImmutableArray<Architecture> _reachable = [];
        private Architecture? _centre;
        private int _climb = -1;

        public ImmutableArray<Candidate> Propose(int count = 1) => Proposals.UpTo(count, Next, context);

        public void Observe(EvaluatedCandidate evaluated)
        {
            var (architecture, score) = (Proposals.Member(space, evaluated).Candidate.Architecture, evaluated.Result.Score);
            _pending.Remove(architecture);
            _scores[architecture] = score;
            if (options.MoveAtFirstImprovement && _centre is not null && score > _scores[_centre])
            {
                _waiting.Clear();
            }
        }

        public void Dispose()
        {
        }

        private Candidate? Next()
        {
            while (_waiting.Count == 0)
            {
                if (_pending.Count > 0 || !(TryMove() || TryRestart()))
                {
                    return null;
                }
            }

            var architecture = _waiting.Dequeue();
            _new.Add(architecture);
            _pending.Add(architecture);
            return new(architecture) { Generation = _climb };
        }

        private bool TryMove()
        {
            var best = _reachable.Where(_scores.ContainsKey).MaxBy(architecture => _scores[architecture]);
            if (best is null || (_centre is not null && _scores[best] <= _scores[_centre]))
            {
                return false;
            }

            _centre = best;
            _reachable = [.. space.Neighbours(best).Each(context.ThrowIfCancelled)];
            var unknown = _reachable.Where(neighbour => !_new.Contains(neighbour)).ToArray();
            random.Shuffle(unknown);
            Array.ForEach(unknown, _waiting.Enqueue);
            return true;
        }

        private bool TryRestart()
        {
            _centre = null;
            _climb++;
            for (var beginning = 0; beginning < options.InitialArchitectures && _new.Next() is { } architecture; beginning++)
            {
                _waiting.Enqueue(architecture);
            }

            _reachable = [.. _waiting];
            return _waiting.Count > 0;
        }
    }
}
