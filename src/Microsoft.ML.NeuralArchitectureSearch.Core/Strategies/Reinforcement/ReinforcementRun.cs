using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Reinforcement;

/// <summary>One search by reinforcement learning.</summary>
internal sealed class ReinforcementRun : IProposerRun
{
    // A controller that wrote nothing new in so many batches on end is sure of itself; from then on architectures are drawn.
    private const int BatchesWithoutNews = 10;

    private readonly ISequenceSpace _space;
    private readonly ReinforcementOptions _options;
    private readonly Random _random;
    private readonly ControllerReport _report;
    private readonly NewArchitectures _new;
    private readonly TokenController _controller;
    private readonly PolicyTrainer _trainer;
    private readonly Dictionary<Architecture, double> _scores = [];
    private readonly Queue<Candidate> _queue = [];
    private ImmutableArray<(ControllerSample Sample, Architecture Architecture)> _batch = [];
    private int _generation;

    public ReinforcementRun(ISequenceSpace space, ReinforcementOptions options, Random random, ControllerReport report)
    {
        (_space, _options, _random, _report) = (space, options, random, report);
        _new = new(space, random, report.Context);
        _controller = new(space, options.Controller, random.Next());
        _trainer = new(_controller, options.Training);
    }

    public ImmutableArray<Candidate> Propose(int count = 1) => Proposals.UpTo(count, Next, _report.Context);

    public void Observe(EvaluatedCandidate evaluated) =>
        _scores[Proposals.Member(_space, evaluated).Candidate.Architecture] = evaluated.Result.Score;

    public void Dispose()
    {
        _trainer.Dispose();
        _controller.Dispose();
    }

    private Candidate? Next()
    {
        Learn();

        // While a batch is not learned from, the next one would come of the same policy.
        for (var attempt = 0; attempt < BatchesWithoutNews && _queue.Count == 0 && _batch.IsEmpty; attempt++)
        {
            _report.Context.ThrowIfCancelled();
            Write();
        }

        return _queue.TryDequeue(out var next) ? next
            : _batch.IsEmpty && _new.Next() is { } drawn ? new(drawn) { Generation = _generation }
            : null;
    }

    private void Write()
    {
        using var threads = TorchThreads.Single();
        _batch = [.. _controller.Sample(_options.BatchSize, _random).Each(_report.Context.ThrowIfCancelled)
            .Select(sample => (sample, _space.Decode(sample.Tokens.AsSpan())))];
        foreach (var (_, architecture) in _batch)
        {
            if (_new.Add(architecture))
            {
                _queue.Enqueue(new(architecture) { Generation = _generation });
            }
        }

        if (_queue.Count == 0)
        {
            _batch = []; // To learn once more from what is known would only make the controller surer of it.
        }
    }

    private void Learn()
    {
        if (_batch.IsEmpty || !_batch.All(pair => _scores.ContainsKey(pair.Architecture)))
        {
            return;
        }

        _trainer.Learn(
            [.. _batch.Select(pair => pair.Sample)],
            [.. _batch.Select(pair => Reward(_scores[pair.Architecture]))],
            _report.Context.ThrowIfCancelled);
        _generation++;
        _report.Trained(_generation, [.. _batch.Select(pair => pair.Sample)], [.. _batch.Select(pair => _scores[pair.Architecture])]);
        _batch = [];
    }

    // Equal scores share the mean of their ranks; failures are negative infinity and share the lowest one.
    private double Reward(double score)
    {
        if (!_options.RanksScores)
        {
            return score;
        }

        var (below, equal) = (_scores.Values.Count(other => other < score), _scores.Values.Count(other => other == score));
        return (below + ((equal - 1) / 2.0)) / Math.Max(1, _scores.Count - 1);
    }
}
