using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.ML.NeuralArchitectureSearch.Batching.Text;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Training;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <summary>What a model file says of a language model, but its weights.</summary>
internal sealed record LanguageModelDescription
{
    private const int NamelessWords = 2;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        IgnoreReadOnlyProperties = true,
        RespectNullableAnnotations = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new ArchitectureConverter(), new JsonStringEnumConverter() },
    };

    public required LanguageModelColumnNames Columns { get; init; }

    public required int NextWordCount { get; init; }

    public required TextTokenizer Tokenizer { get; init; }

    /// <summary>The words from number 2 on.</summary>
    public required ImmutableArray<string> Words { get; init; }

    /// <summary>The cell, as its own JSON.</summary>
    public required string Cell { get; init; }

    public required LanguageModelOptions Network { get; init; }

    public required ImmutableArray<EpochRecord> TrainingHistory { get; init; }

    public NeuralArchitectureSearchResult? SearchResult { get; init; }

    public static LanguageModelDescription Of(LanguageModelContents model) => new()
    {
        Columns = model.Columns,
        NextWordCount = model.NextWordCount,
        Tokenizer = model.Tokenizer,
        Words = model.Vocabulary.Words[NamelessWords..],
        Cell = model.Genotype.ToJson(),
        Network = model.Network,
        TrainingHistory = model.TrainingHistory,
        SearchResult = model.SearchResult is { } result ? result with { Candidates = [] } : null,
    };

    /// <exception cref="FormatException">The text describes no model.</exception>
    public static LanguageModelContents Read(string text)
    {
        try
        {
            var description = JsonSerializer.Deserialize<LanguageModelDescription>(text, Json)
                ?? throw new FormatException("The model file is damaged: it describes nothing.");
            return description.ToModel();
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or NotSupportedException)
        {
            throw new FormatException($"The model file is damaged: {exception.Message}", exception);
        }
    }

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    private LanguageModelContents ToModel()
    {
        var genotype = RecurrentGenotype.FromJson(Cell);
        return new()
        {
            Columns = Columns,
            NextWordCount = NextWordCount,
            Tokenizer = Tokenizer,
            Vocabulary = new Vocabulary(Words),
            Genotype = genotype,
            Network = Network,
            TrainingHistory = TrainingHistory,

            // What was found is what was trained.
            SearchResult = SearchResult is { } result ? result with { Architecture = genotype } : null,
        };
    }
}
