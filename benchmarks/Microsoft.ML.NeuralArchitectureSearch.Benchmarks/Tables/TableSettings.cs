using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Benchmarks.Tables;

/// <summary>Which table to search, by what, how long and how often.</summary>
internal sealed record TableSettings
{
    private const string Usage =
        "tables TABLE [--proposers \"NAME;NAME\"] [--budgets 25,50,100,200,500] [--runs 200] [--first-seed 0] [--output FILE]";

    /// <summary>The table's name.</summary>
    public required string Table { get; init; }

    /// <summary>What to search by. Default: all.</summary>
    public ImmutableArray<TableProposer> Proposers { get; init; } = TableProposer.All;

    /// <summary>Evaluations of a search.</summary>
    public ImmutableArray<int> Budgets { get; init; } = [25, 50, 100, 200, 500];

    /// <summary>Searches.</summary>
    public int Runs { get; init; } = 200;

    /// <summary>The seed of the first search; each further one has the next.</summary>
    public int FirstSeed { get; init; }

    /// <summary>The Markdown file. Default: the table's one among the results, seen from the root of the repository.</summary>
    public required string Output { get; init; }

    public static TableSettings Parse(string[] arguments)
    {
        if (arguments is not [var table, .. var rest] || rest.Length % 2 != 0)
        {
            throw new ArgumentException(Usage);
        }

        var output = Path.Combine("benchmarks", typeof(TableSettings).Assembly.GetName().Name!, "results", $"{table}.md");
        return rest.Chunk(2).Aggregate(
            new TableSettings { Table = table, Output = output },
            (settings, option) => option switch
            {
                ["--proposers", var names] => settings with { Proposers = [.. names.Split(';').Select(Proposer)] },
                ["--budgets", var budgets] => settings with { Budgets = [.. budgets.Split(',').Select(int.Parse)] },
                ["--runs", var runs] => settings with { Runs = int.Parse(runs) },
                ["--first-seed", var seed] => settings with { FirstSeed = int.Parse(seed) },
                ["--output", var file] => settings with { Output = file },
                _ => throw new ArgumentException(Usage),
            });
    }

    private static TableProposer Proposer(string name) => TableProposer.All.FirstOrDefault(proposer => proposer.Name == name)
        ?? throw new ArgumentException($"There is no proposer '{name}'; there are "
            + $"{string.Join(", ", TableProposer.All.Select(proposer => proposer.Name))}.");
}
