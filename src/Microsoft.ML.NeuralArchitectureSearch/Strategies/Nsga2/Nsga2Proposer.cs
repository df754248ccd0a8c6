using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Nsga2;

/// <summary>NSGA-II: a genetic algorithm that approaches the whole <see cref="ParetoFront"/> of score and costs. No architecture is proposed twice.</summary>
/// <remarks>
/// Deb et al., "A Fast and Elitist Multiobjective Genetic Algorithm: NSGA-II" (2002), IEEE Transactions on Evolutionary Computation 6(2). Where no
/// candidate keeps within the limits, the search goes towards those that exceed them least, and the front of what it found is empty.
/// </remarks>
/// <param name="options">The settings; <see langword="null"/> for the defaults.</param>
public sealed class Nsga2Proposer(Nsga2Options? options = null) : IProposer
{
    private readonly Nsga2Options _options = options ?? new();

    /// <inheritdoc />
    /// <exception cref="ArgumentException">The space is no <see cref="IMutationSpace"/> or no <see cref="ICrossoverSpace"/>.</exception>
    public IProposerRun Start(ISearchSpace space, int seed, IProgress<SearchEvent>? progress = null) =>
        new Run(Proposals.Capable<ICrossoverSpace>(space), Proposals.Capable<IMutationSpace>(space), _options, new Random(seed));

    /// <inheritdoc />
    public override string ToString() => $"{nameof(Nsga2Proposer)} with {_options}";

    private sealed class Run(ICrossoverSpace crossover, IMutationSpace mutation, Nsga2Options options, Random random) : IProposerRun
    {
        private const int Attempts = 100;

        private readonly NewArchitectures _new = new(crossover, random);
        private ImmutableArray<RankedIndividual> _parents = [];
        private List<Individual> _children = [];
        private int _proposed;
        private int _observed;
        private int _generation;

        public ImmutableArray<Candidate> Propose(int count = 1) => Proposals.UpTo(count, Next);

        public void Observe(EvaluatedCandidate evaluated)
        {
            var (candidate, result) = Proposals.Member(crossover, evaluated);
            if (result.Failure is null)
            {
                _children.Add(new(candidate, options.Objectives.Values(result), options.Objectives.Violation(result)));
            }

            _observed++;
        }

        public void Dispose()
        {
        }

        private Candidate? Next()
        {
            if (_proposed == options.PopulationSize)
            {
                if (_observed < _proposed)
                {
                    return null;
                }

                CloseGeneration();
            }

            if ((_parents.Length < 2 ? _new.Next() : Child()) is not { } architecture)
            {
                return null;
            }

            _proposed++;
            return new(architecture) { Generation = _generation };
        }

        private void CloseGeneration()
        {
            _parents = NondominatedSorting.Survivors([.. _parents.Select(parent => parent.Individual), .. _children], options.PopulationSize);
            _children = [];
            (_proposed, _observed) = (0, 0);
            _generation++;
        }

        private Architecture? Child()
        {
            for (var attempt = 0; attempt < Attempts && !_new.AreAll; attempt++)
            {
                var child = TournamentWinner();
                child = random.NextDouble() < options.CrossoverProbability ? crossover.Cross(child, TournamentWinner(), random) : child;
                child = random.NextDouble() < options.MutationProbability ? mutation.Mutate(child, random) : child;
                if (_new.Add(child))
                {
                    return child;
                }
            }

            return _new.Next();
        }

        private Architecture TournamentWinner()
        {
            var (one, other) = (_parents[random.Next(_parents.Length)], _parents[random.Next(_parents.Length)]);
            return (other.IsBetterThan(one) ? other : one).Individual.Candidate.Architecture;
        }
    }
}
