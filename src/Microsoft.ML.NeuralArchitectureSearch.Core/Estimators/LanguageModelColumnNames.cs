namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <summary>The columns of a language model: the text that it reads, and the two that it adds.</summary>
internal sealed record LanguageModelColumnNames(string Text, string Perplexity, string NextWords);
