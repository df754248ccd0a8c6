namespace Microsoft.ML.NeuralArchitectureSearch.Evaluation;

/// <summary>A candidate and the result of its evaluation.</summary>
/// <param name="Candidate">The candidate.</param>
/// <param name="Result">Score and costs.</param>
public sealed record EvaluatedCandidate(Candidate Candidate, EvaluationResult Result)
{
    /// <summary>The candidate.</summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public Candidate Candidate
    {
        get;
        init => field = Checked.NotNull(value, nameof(Candidate));
    } = Checked.NotNull(Candidate, nameof(Candidate));

    /// <summary>Score and costs.</summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public EvaluationResult Result
    {
        get;
        init => field = Checked.NotNull(value, nameof(Result));
    } = Checked.NotNull(Result, nameof(Result));

    /// <summary>The score; <see langword="null"/> after a failure.</summary>
    internal double? Score => Result.Failure is null ? Result.Score : null;
}
