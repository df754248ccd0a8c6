using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Surrogates;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Bananas;

/// <summary>One Bayesian search.</summary>
internal sealed class BananasRun(
    ISequenceSpace sequences,
    IMutationSpace mutations,
    BananasOptions options,
    Random random,
    SurrogateReport report) : IProposerRun
{
    private const int AttemptsPerMutant = 4;

    private readonly NewArchitectures _new = new(sequences, random, report.Context);
    private readonly List<EvaluatedCandidate> _observed = [];
    private readonly Queue<Candidate> _batch = [];
    private int _drawn;
    private int _learned;
    private int _generation;

    public ImmutableArray<Candidate> Propose(int count = 1) => Proposals.UpTo(count, Next, report.Context);

    public void Observe(EvaluatedCandidate evaluated) => _observed.Add(Proposals.Member(sequences, evaluated));

    public void Dispose()
    {
    }

    private Candidate? Next()
    {
        if (_drawn < options.Initial)
        {
            _drawn++;
            return Drawn();
        }

        // The next batch waits for something to learn from.
        if (_batch.Count == 0 && _observed.Count > _learned && _observed.Count >= _drawn)
        {
            _generation++;
            _learned = _observed.Count;
            Acquire(Mutants());
            return _batch.TryDequeue(out var first) ? first : Drawn();
        }

        return _batch.TryDequeue(out var next) ? next : null;
    }

    private Candidate? Drawn() => _new.Next() is { } architecture ? new(architecture) { Generation = _generation } : null;

    private void Acquire(ImmutableArray<Architecture> mutants)
    {
        if (mutants.IsEmpty)
        {
            return;
        }

        using var surrogate = ScoreSurrogate.Train(sequences, _observed, options.Surrogate, random, report.Context);
        report.Trained(_generation, _observed);
        var predictions = surrogate.Predict(mutants);
        var draws = predictions.Select(prediction => prediction.Mean + (prediction.Deviation * random.NextGaussian())).ToArray();
        foreach (var (index, _) in draws.Index().OrderByDescending(draw => draw.Item).Take(options.BatchSize))
        {
            _new.Add(mutants[index]);
            _batch.Enqueue(new(mutants[index]) { Generation = _generation });
            report.Forecast(mutants[index], predictions[index].Mean);
        }
    }

    // Every second one is a mutant of a mutant: the neighbours of the best may all be known.
    private ImmutableArray<Architecture> Mutants()
    {
        var best = _observed.OrderByDescending(evaluated => evaluated.Result.Score).Take(options.Parents);
        var parents = best.Select(evaluated => evaluated.Candidate.Architecture).ToArray();
        var mutants = new HashSet<Architecture>();
        var inOrder = ImmutableArray.CreateBuilder<Architecture>();
        for (var attempt = 0; attempt < AttemptsPerMutant * options.Mutants && inOrder.Count < options.Mutants; attempt++)
        {
            report.Context.ThrowIfCancelled();
            var mutant = mutations.Mutate(parents[random.Next(parents.Length)], random);
            mutant = attempt % 2 == 0 ? mutant : mutations.Mutate(mutant, random);
            if (!_new.Contains(mutant) && mutants.Add(mutant))
            {
                inOrder.Add(mutant);
            }
        }

        return inOrder.ToImmutable();
    }
}
