using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Microsoft.ML.NeuralArchitectureSearch.Batching.Text;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <summary>What a model file says of a language model, but its weights.</summary>
internal sealed record LanguageModelDescription
{
    public required LanguageModelColumnNames Columns { get; init; }

    public required int NextWordCount { get; init; }

    public required TextTokenizer Tokenizer { get; init; }

    /// <summary>The words from number 2 on.</summary>
    public required ImmutableArray<string> Words { get; init; }

    /// <summary>The cell, as its own JSON.</summary>
    public required string Cell { get; init; }

    public required LanguageModelOptions Network { get; init; }

    /// <summary>Threads of the kernels; missing where the training left them open, and in files of older versions.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? KernelThreads { get; init; }

    public required ImmutableArray<EpochRecord> TrainingHistory { get; init; }

    public NeuralArchitectureSearchResult? SearchResult { get; init; }

    public static LanguageModelDescription Of(LanguageModelContents model) => new()
    {
        Columns = model.Columns,
        NextWordCount = model.NextWordCount,
        Tokenizer = model.Tokenizer,
        Words = model.Vocabulary.Named,
        Cell = model.Genotype.ToJson(),
        Network = model.Network,
        KernelThreads = model.KernelThreads,
        TrainingHistory = model.TrainingHistory,
        SearchResult = model.SearchResult is { } result ? result with { Candidates = [] } : null,
    };

    /// <exception cref="FormatException">The text describes no model.</exception>
    public static LanguageModelContents Read(string text) =>
        ModelJson.Read<LanguageModelDescription, LanguageModelContents>(text, description => description.ToModel());

    public string ToJson() => ModelJson.Write(this);

    private LanguageModelContents ToModel()
    {
        var genotype = RecurrentGenotype.FromJson(Cell);
        Checked.Positive(NextWordCount, nameof(NextWordCount));
        return new()
        {
            Columns = Columns,
            NextWordCount = NextWordCount,
            Tokenizer = Tokenizer,
            Vocabulary = new Vocabulary(Words),
            Genotype = genotype,
            Network = Network,
            KernelThreads = KernelThreads is { } threads ? Checked.NotNegative(threads, nameof(KernelThreads)) : null,
            TrainingHistory = TrainingHistory,

            // What was found is what was trained.
            SearchResult = SearchResult is { } result ? result with { Architecture = genotype } : null,
        };
    }
}
