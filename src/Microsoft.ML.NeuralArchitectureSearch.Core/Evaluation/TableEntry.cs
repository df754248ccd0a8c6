using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Evaluation;

/// <summary>The entry of one architecture in a table.</summary>
public sealed record TableEntry
{
    /// <summary>States the score of an architecture that was trained once.</summary>
    /// <param name="score">The higher the better.</param>
    public TableEntry(double score)
        : this(ImmutableSortedDictionary<int, ImmutableArray<double>>.Empty.Add(0, [score]))
    {
    }

    /// <summary>States the scores of an architecture that was trained for several numbers of epochs, or several times.</summary>
    /// <param name="scores">For each number of epochs the score of every training, at least one.</param>
    /// <exception cref="ArgumentException">There is no score, or one is not a finite number.</exception>
    public TableEntry(ImmutableSortedDictionary<int, ImmutableArray<double>> scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        if (scores.IsEmpty || scores.Values.Any(trainings => trainings.IsDefaultOrEmpty || !trainings.All(double.IsFinite)))
        {
            throw new ArgumentException(
                "An entry has at least one score for every number of epochs, and scores are finite numbers.",
                nameof(scores));
        }

        Scores = scores;
    }

    /// <summary>For each number of epochs the score of every training.</summary>
    public ImmutableSortedDictionary<int, ImmutableArray<double>> Scores { get; }

    /// <summary>Costs of the architecture, the less the better, by names such as those of <see cref="CostNames"/>.</summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public ImmutableSortedDictionary<string, double> Costs
    {
        get;
        init => field = Checked.NotNull(value, nameof(Costs));
    } = ImmutableSortedDictionary<string, double>.Empty;
}
