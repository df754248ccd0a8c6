using Microsoft.ML;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;

namespace ImageSearch;

/// <summary>A trained model and its figures.</summary>
internal sealed record Result(string Name, ITransformer Model, double TestAccuracy)
{
    public Genotype? Genotype { get; init; }

    public long? ParameterCount { get; init; }

    public TimeSpan? SearchTime { get; init; }

    public TimeSpan TrainingTime { get; init; }
}

/// <summary>What became of the saved model.</summary>
internal sealed record SavedModel(
    string Path, string Drawing, long Bytes, int Predictions, int Equal,
    IReadOnlyList<(string Label, string Predicted, float Score)> Examples);
