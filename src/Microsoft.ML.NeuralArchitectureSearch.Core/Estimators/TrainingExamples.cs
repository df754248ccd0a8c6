using Microsoft.ML.NeuralArchitectureSearch.Batching;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <summary>What to learn from, with all that a prediction needs to know of it later.</summary>
/// <param name="Data">Labelled examples as networks read them: normalised images, or texts as numbers of tokens.</param>
/// <param name="Input">How other rows become the same.</param>
/// <param name="Classes">The classes.</param>
internal sealed record TrainingExamples(LabelledData Data, ModelInput Input, LabelClasses Classes) : IDisposable
{
    /// <summary>Normalises images, in their own memory.</summary>
    /// <param name="raw">The images; owned from here on.</param>
    /// <param name="classes">The classes.</param>
    /// <param name="check">Called for every part of the images; it may throw.</param>
    public static TrainingExamples Normalized(LabelledData raw, LabelClasses classes, Action check)
    {
        try
        {
            var statistics = PixelStatistics.Of(raw, check);
            statistics.NormalizeInPlace(raw.Inputs, check);
            return new TrainingExamples(raw, new ImageInput(raw.Shape, statistics), classes);
        }
        catch
        {
            raw.Dispose();
            throw;
        }
    }

    public void Dispose() => Data.Dispose();
}
