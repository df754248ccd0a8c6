using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Batching.Text;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <summary>All that a trained language model is, but its weights.</summary>
internal sealed record LanguageModelContents
{
    public required LanguageModelColumnNames Columns { get; init; }

    public required int NextWordCount { get; init; }

    public required TextTokenizer Tokenizer { get; init; }

    public required Vocabulary Vocabulary { get; init; }

    public required RecurrentGenotype Genotype { get; init; }

    /// <summary>Size of the network, everything set.</summary>
    public required LanguageModelOptions Network { get; init; }

    /// <summary>Threads of the kernels, 0 for none; <see langword="null"/> where the training left them open.</summary>
    public int? KernelThreads { get; init; }

    public required ImmutableArray<EpochRecord> TrainingHistory { get; init; }

    public NeuralArchitectureSearchResult? SearchResult { get; init; }

    /// <summary>The numbers of a text's tokens.</summary>
    public int[] Encode(ReadOnlyMemory<char> text) => [.. Tokenizer.Tokenize(text).Select(Vocabulary.Find)];
}
