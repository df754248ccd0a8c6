using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;
using Microsoft.ML.NeuralArchitectureSearch.Training;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Evaluation;

/// <summary>A task for recurrent cells that is searched within seconds.</summary>
internal static class TextTask
{
    /// <summary>All nodes read state 0, and all count.</summary>
    public static readonly RecurrentGenotype Direct = new(
        [new("identity", 0), new("tanh", 0), new("tanh", 0), new("relu", 0), new("tanh", 0)]);

    /// <summary>What is read is squeezed into a small range five times, one after the other.</summary>
    public static readonly RecurrentGenotype Squeezing =
        new([new("sigmoid", 0), new("sigmoid", 1), new("sigmoid", 2), new("sigmoid", 3), new("sigmoid", 4)], [5]);

    public static readonly LanguageModelOptions Size =
        new() { HiddenSize = 24, EmbeddingDropout = 0, InputDropout = 0, CellInputDropout = 0, HiddenDropout = 0.05, OutputDropout = 0 };

    public static TokenSequence Data { get; } = MarkovText.Create(800);

    public static SearchTask Create() =>
        new() { Data = Data, Space = new RecurrentCellSpace { Nodes = 5, AveragesAllNodes = false }, Seed = 1 };
}
