namespace Microsoft.ML.NeuralArchitectureSearch.Evaluation;

/// <summary>A candidate that was evaluated again.</summary>
/// <param name="Searched">The candidate with its result in the search.</param>
/// <param name="Retrained">The result of the better evaluation.</param>
public sealed record RankedCandidate(EvaluatedCandidate Searched, EvaluationResult Retrained)
{
    /// <summary>The candidate with its result in the search.</summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public EvaluatedCandidate Searched
    {
        get;
        init => field = Checked.NotNull(value, nameof(Searched));
    } = Checked.NotNull(Searched, nameof(Searched));

    /// <summary>The result of the better evaluation.</summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public EvaluationResult Retrained
    {
        get;
        init => field = Checked.NotNull(value, nameof(Retrained));
    } = Checked.NotNull(Retrained, nameof(Retrained));
}
