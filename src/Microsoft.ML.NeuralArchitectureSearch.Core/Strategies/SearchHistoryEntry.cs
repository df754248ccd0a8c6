using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies;

/// <summary>One candidate in the history of a search.</summary>
/// <param name="Evaluated">The candidate and its result.</param>
/// <param name="Seed">The seed of the search.</param>
/// <param name="Time">When its evaluation ended.</param>
public sealed record SearchHistoryEntry(EvaluatedCandidate Evaluated, int Seed, DateTimeOffset Time)
{
    /// <exception cref="FormatException">The text is no candidate of the space.</exception>
    internal static SearchHistoryEntry FromJson(string line, ISearchSpace space)
    {
        try
        {
            var read = JsonSerializer.Deserialize<Line>(line, ExactJson.Options) ?? throw new FormatException("it is empty.");
            var candidate = new Candidate(Member(read.Architecture, space))
            {
                Epochs = read.Epochs,
                Parent = read.Parent is { } parent ? Member(parent, space) : null,
                Generation = read.Generation,
            };
            return new(new(candidate, ResultOf(read)), read.Seed, read.Time);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            throw new FormatException($"it is no candidate. {exception.Message}", exception);
        }
    }

    internal string ToJson()
    {
        var (candidate, result) = Evaluated;
        return JsonSerializer.Serialize(
            new Line(Element(candidate.Architecture), candidate.Generation, Seed, result.Duration, Time)
            {
                Score = result.Failure is null ? result.Score : null,
                Failure = result.Failure,
                Costs = result.Costs.IsEmpty ? null : result.Costs,
                Epochs = candidate.Epochs,
                Parent = candidate.Parent is { } parent ? Element(parent) : null,
            },
            ExactJson.Options);
    }

    private static EvaluationResult ResultOf(Line line)
    {
        var result = (line.Score, line.Failure) switch
        {
            ({ } score, null) => new EvaluationResult(score),
            (null, { } failure) => EvaluationResult.Failed(failure),
            _ => throw new FormatException("it has either a score or a failure."),
        };
        return result with { Costs = line.Costs ?? result.Costs, Duration = line.Duration };
    }

    private static Architecture Member(JsonElement json, ISearchSpace space)
    {
        var architecture = space.FromJson(json.GetRawText());
        return space.Contains(architecture) ? architecture : throw new FormatException($"the space does not hold {architecture}.");
    }

    private static JsonElement Element(Architecture architecture)
    {
        using var document = JsonDocument.Parse(architecture.ToJson());
        return document.RootElement.Clone();
    }

    private sealed record Line(JsonElement Architecture, int Generation, int Seed, TimeSpan Duration, DateTimeOffset Time)
    {
        public double? Score { get; init; }

        public string? Failure { get; init; }

        public ImmutableSortedDictionary<string, double>? Costs { get; init; }

        public int? Epochs { get; init; }

        public JsonElement? Parent { get; init; }
    }
}
