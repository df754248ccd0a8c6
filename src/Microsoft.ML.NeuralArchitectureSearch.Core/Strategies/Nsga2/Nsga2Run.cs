using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Nsga2;

/// <summary>One search by NSGA-II.</summary>
/// <param name="crossover">The space.</param>
/// <param name="mutation">The space.</param>
/// <param name="options">Settings.</param>
/// <param name="screening">Chooses among the children; <see langword="null"/> where all of them are proposed.</param>
/// <param name="random">The source of every draw.</param>
/// <param name="context">Asked before every architecture that is bred or ranked.</param>
internal sealed class Nsga2Run(
    ICrossoverSpace crossover, IMutationSpace mutation, Nsga2Options options, Screening? screening, Random random,
    ProposerContext context) : IProposerRun
{
    private const int Attempts = 100;
    private const int AttemptsPerChild = 4;

    private readonly NewArchitectures _new = new(crossover, random, context);
    private ImmutableArray<RankedIndividual> _parents = [];
    private List<Individual> _children = [];
    private Queue<Candidate> _chosen = [];
    private int _proposed;
    private int _observed;
    private int _generation;

    /// <inheritdoc />
    public ImmutableArray<Candidate> Propose(int count = 1) => Proposals.UpTo(count, Next, context);

    /// <inheritdoc />
    public void Observe(EvaluatedCandidate evaluated)
    {
        var (candidate, result) = Proposals.Member(crossover, evaluated);
        if (result.Failure is null)
        {
            _children.Add(new(candidate, options.Objectives.Values(result), options.Objectives.Violation(result)));
        }

        screening?.Observe(evaluated);
        _observed++;
    }

    /// <inheritdoc />
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

        if ((_parents.Length < 2 ? _new.Next() : screening is null ? Child() : Chosen()) is not { } architecture)
        {
            return null;
        }

        _proposed++;
        return new(architecture) { Generation = _generation };
    }

    private void CloseGeneration()
    {
        _parents = NondominatedSorting.Survivors(
            [.. _parents.Select(parent => parent.Individual), .. _children],
            options.PopulationSize,
            context.ThrowIfCancelled);
        _children = [];
        (_proposed, _observed) = (0, 0);
        _generation++;
        if (screening is not null && _parents.Length >= 2)
        {
            _chosen = new(
                screening.Best(Brood(options.PopulationSize * screening.ChildrenPerProposal), options.PopulationSize, _generation));
        }
    }

    private Architecture? Child()
    {
        for (var attempt = 0; attempt < Attempts && !_new.AreAll; attempt++)
        {
            var child = Bred();
            if (_new.Add(child))
            {
                return child;
            }

            context.ThrowIfCancelled();
        }

        return _new.Next();
    }

    private Architecture? Chosen()
    {
        if (!_chosen.TryDequeue(out var candidate))
        {
            return _new.Next();
        }

        _new.Add(candidate.Architecture);
        return candidate.Architecture;
    }

    // New ones only, each once; fewer where the parents hardly have any others.
    private List<Architecture> Brood(int count)
    {
        var seen = new HashSet<Architecture>();
        var brood = new List<Architecture>();
        for (var attempt = 0; attempt < AttemptsPerChild * count && brood.Count < count; attempt++)
        {
            context.ThrowIfCancelled();
            var child = Bred();
            if (!_new.Contains(child) && seen.Add(child))
            {
                brood.Add(child);
            }
        }

        return brood;
    }

    private Architecture Bred()
    {
        var child = TournamentWinner();
        child = random.NextDouble() < options.CrossoverProbability ? crossover.Cross(child, TournamentWinner(), random) : child;
        return random.NextDouble() < options.MutationProbability ? mutation.Mutate(child, random) : child;
    }

    private Architecture TournamentWinner()
    {
        var (one, other) = (_parents[random.Next(_parents.Length)], _parents[random.Next(_parents.Length)]);
        return (other.IsBetterThan(one) ? other : one).Individual.Candidate.Architecture;
    }
}
