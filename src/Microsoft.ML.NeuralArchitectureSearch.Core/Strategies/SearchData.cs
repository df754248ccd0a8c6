using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies;

/// <summary>The data of a search, as its history notes them.</summary>
/// <param name="Rows">Number of examples or tokens.</param>
/// <param name="Shape">Size of an example; empty for a text.</param>
/// <param name="Classes">Number of classes, or of different tokens.</param>
/// <param name="Hash">Hash of all values.</param>
internal sealed record SearchData(long Rows, string Shape, int Classes, string Hash)
{
    /// <summary>The sizes as text.</summary>
    [JsonIgnore]
    public string Sizes =>
        string.Create(CultureInfo.InvariantCulture, $"{Rows} rows{(Shape.Length > 0 ? " of " + Shape : "")} in {Classes} classes");

    /// <returns><see langword="null"/> for data of a type that the library does not know.</returns>
    public static SearchData? Of(TrainingData? data) => data switch
    {
        LabelledData examples => new(
            examples.Count,
            $"{examples.Shape}",
            examples.ClassCount,
            DataText.Hash([examples.Inputs, examples.Labels])),
        TokenSequence text => new(text.Count, "", text.VocabularySize, DataText.Hash([text.Tokens])),
        _ => null,
    };
}
