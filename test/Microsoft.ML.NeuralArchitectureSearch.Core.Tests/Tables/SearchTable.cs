using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Tables;

/// <summary>A space whose every architecture was trained already, so that a search costs seconds and its optimum is known.</summary>
/// <param name="Name">What the table is called on a command line.</param>
/// <param name="Space">The space.</param>
/// <param name="Entries">What a search sees of each architecture.</param>
/// <param name="Test">The accuracy of an architecture that is reported, in percent; no search sees it.</param>
public sealed record SearchTable(
    string Name,
    ISearchSpace Space,
    IReadOnlyDictionary<Architecture, TableEntry> Entries,
    Func<Architecture, double> Test)
{
    /// <summary>The highest accuracy that is reported of any architecture.</summary>
    public double Optimum { get; } = Entries.Keys.Max(Test);

    /// <summary>The highest score that a search can see.</summary>
    public double HighestScore { get; } = Entries.Values.Max(entry => entry.Scores.Values.Max(scores => scores.Max()));
}
