using Microsoft.ML.NeuralArchitectureSearch.Genotypes;

namespace Microsoft.ML.NeuralArchitectureSearch.Evaluation;

/// <summary>
/// Looks scores up in a table of known results, such as a published benchmark: a search costs seconds, and its optimum is known.
/// </summary>
/// <param name="table">What is known of each architecture.</param>
/// <param name="noise">
/// Draws one of several trainings of an architecture, as a real evaluation would. <see langword="null"/>, the default, takes their mean.
/// </param>
internal sealed class LookupEvaluator(IReadOnlyDictionary<Architecture, TableEntry> table, Random? noise = null) : IEvaluator
{
    private readonly IReadOnlyDictionary<Architecture, TableEntry> _table = table ?? throw new ArgumentNullException(nameof(table));

    /// <inheritdoc />
    /// <exception cref="ArgumentNullException">There is no candidate.</exception>
    /// <exception cref="ArgumentException">The table has no row for the architecture, or none for so many epochs.</exception>
    public EvaluationResult Evaluate(Candidate candidate, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        cancellation.ThrowIfCancellationRequested();
        if (!_table.TryGetValue(candidate.Architecture, out var entry))
        {
            throw new ArgumentException($"The table has no row for {candidate.Architecture}.", nameof(candidate));
        }

        var epochs = candidate.Epochs ?? entry.Scores.Keys.Last();
        if (!entry.Scores.TryGetValue(epochs, out var trainings))
        {
            throw new ArgumentException(
                $"The table knows {candidate.Architecture} after {string.Join(", ", entry.Scores.Keys)} epochs, not after {epochs}.",
                nameof(candidate));
        }

        var score = noise is null ? trainings.Average() : trainings[noise.Next(trainings.Length)];
        return new EvaluationResult(score) { Costs = entry.Costs.SetItem(CostNames.Epochs, epochs) };
    }

    /// <summary>The settings that scores depend on; a history is only continued with the same.</summary>
    /// <returns>The text, on one line.</returns>
    public override string ToString() =>
        $"{nameof(LookupEvaluator)} of {_table.Count} architectures, {(noise is null ? "means" : "draws")} of trainings";

    /// <inheritdoc />
    public void Dispose()
    {
    }
}
