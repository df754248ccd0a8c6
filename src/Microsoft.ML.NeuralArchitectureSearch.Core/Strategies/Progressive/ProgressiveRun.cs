using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Surrogates;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Progressive;

/// <summary>One progressive search.</summary>
internal sealed class ProgressiveRun(
    IProgressiveSpace space,
    ProgressiveOptions options,
    Random random,
    SurrogateReport report) : IProposerRun
{
    private readonly List<EvaluatedCandidate> _observed = [];
    private readonly HashSet<Architecture> _proposed = [];
    private readonly Queue<Candidate> _queue = [];
    private ImmutableArray<Architecture> _parents = [];
    private int _level;
    private int _generation;

    public ImmutableArray<Candidate> Propose(int count = 1) => Proposals.UpTo(count, Next, report.Context);

    public void Observe(EvaluatedCandidate evaluated) => _observed.Add(Proposals.Member(space, evaluated));

    public void Dispose()
    {
    }

    private Candidate? Next()
    {
        // Which architectures of the next level are worth an evaluation, only the whole of this one tells.
        while (_queue.Count == 0 && _observed.Count >= _proposed.Count && Advance())
        {
        }

        return _queue.TryDequeue(out var next) ? next : null;
    }

    private bool Advance()
    {
        var isLast = _level == space.Levels;
        if (!isLast)
        {
            _parents = _level++ == 0 ? [space.Smallest] : Best();
        }

        var grown = Grown();
        foreach (var architecture in Chosen(grown))
        {
            _proposed.Add(architecture);
            _queue.Enqueue(new(architecture) { Generation = _generation });
        }

        _generation++;
        return !isLast || grown.Count > 0;
    }

    // What was evaluated on earlier levels belongs to this one as well.
    private ImmutableArray<Architecture> Best() =>
        [.. _observed.OrderByDescending(evaluated => evaluated.Result.Score).Take(options.BeamWidth)
            .Select(evaluated => evaluated.Candidate.Architecture)];

    private List<Architecture> Grown()
    {
        var grown = new List<Architecture>();
        var seen = 0;
        foreach (var architecture in _parents.SelectMany(parent => space.Grow(parent, _level)).Each(report.Context.ThrowIfCancelled)
            .Distinct()
            .Where(architecture => !_proposed.Contains(architecture)))
        {
            // Reservoir sampling: each is kept with the same probability, however many there turn out to be.
            var place = seen < options.Expansions ? seen : random.Next(seen + 1);
            seen++;
            if (place == grown.Count)
            {
                grown.Add(architecture);
            }
            else if (place < grown.Count)
            {
                grown[place] = architecture;
            }
        }

        return grown;
    }

    private IEnumerable<Architecture> Chosen(List<Architecture> grown)
    {
        if (grown.Count == 0)
        {
            return [];
        }

        if (_observed.Count == 0)
        {
            var drawn = grown.ToArray();
            random.Shuffle(drawn);
            return drawn.Take(options.BeamWidth);
        }

        using var surrogate = ScoreSurrogate.Train(space, _observed, options.Surrogate, random, report.Context);
        report.Trained(_generation, _observed);
        (Architecture Architecture, double Mean)[] chosen =
            [.. grown.Zip(surrogate.Predict(grown).Select(prediction => prediction.Mean)).OrderByDescending(pair => pair.Second)
                .Take(options.BeamWidth)];
        Array.ForEach(chosen, pair => report.Forecast(pair.Architecture, pair.Mean));
        return chosen.Select(pair => pair.Architecture);
    }
}
