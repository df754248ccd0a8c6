using Microsoft.ML.NeuralArchitectureSearch.Evaluation;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Halving;

/// <summary>One round of successive halving: many candidates with few epochs, the best of them with more, and so on.</summary>
/// <param name="plan">How many, and how long.</param>
/// <param name="source">Where the candidates come from; it is told their scores at the first rung, which can be compared.</param>
/// <param name="generation">Which bracket of the run this is.</param>
internal sealed class Bracket(BracketPlan plan, IProposerRun source, int generation)
{
    // What was proposed, with what the source had proposed it as.
    private readonly List<(Candidate Proposed, Candidate Drawn)> _pending = [];
    private readonly Queue<Candidate> _promoted = new();
    private List<EvaluatedCandidate> _rung = [];
    private int _drawn;
    private int _level;

    /// <summary>Whether every candidate went as far as it was to go.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Whether there was no candidate at all: the source has no more.</summary>
    public bool IsEmpty => IsOver && _drawn == 0;

    /// <summary>
    /// The next candidate to evaluate; <see langword="null"/> where others must be evaluated before, or the bracket is over.
    /// </summary>
    public Candidate? Next()
    {
        if (IsOver)
        {
            return null;
        }

        if (_level == 0 && _drawn < plan.Candidates && source.Propose() is [var drawn])
        {
            _drawn++;
            return Pending(drawn with { Epochs = plan.Epochs[0], Generation = generation }, drawn);
        }

        if (_promoted.Count == 0 && _pending.Count == 0)
        {
            CloseRung();
        }

        return _promoted.TryDequeue(out var promoted) ? Pending(promoted, promoted) : null;
    }

    /// <summary>Takes the score of a candidate of the present rung.</summary>
    /// <exception cref="ArgumentException">The candidate was not proposed, or its score is known.</exception>
    public void Observe(EvaluatedCandidate evaluated)
    {
        var index = _pending.FindIndex(pending => pending.Proposed == evaluated.Candidate);
        if (index < 0)
        {
            throw new ArgumentException(
                $"The candidate is not one that was proposed and waits for its score: {evaluated.Candidate}", nameof(evaluated));
        }

        _rung.Add(evaluated);
        if (_level == 0)
        {
            source.Observe(evaluated with { Candidate = _pending[index].Drawn });
        }

        _pending.RemoveAt(index);
    }

    private Candidate Pending(Candidate proposed, Candidate drawn)
    {
        _pending.Add((proposed, drawn));
        return proposed;
    }

    private void CloseRung()
    {
        var best = _rung.Where(evaluated => evaluated.Result.Failure is null).OrderByDescending(evaluated => evaluated.Result.Score)
            .Take(Math.Max(1, _rung.Count / plan.ReductionFactor));
        _level++;
        if (_level < plan.Epochs.Length)
        {
            foreach (var evaluated in best)
            {
                _promoted.Enqueue(evaluated.Candidate with { Epochs = plan.Epochs[_level] });
            }
        }

        _rung = [];
        IsOver = _promoted.Count == 0;
    }
}
