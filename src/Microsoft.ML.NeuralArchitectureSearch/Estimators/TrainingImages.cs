using Microsoft.ML.NeuralArchitectureSearch.Batching;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <summary>The images to learn from, normalised, with all that a prediction needs to know of them later.</summary>
internal sealed record TrainingImages(LabelledData Data, PixelStatistics Statistics, LabelClasses Classes) : IDisposable
{
    public static TrainingImages Normalized(LabelledData raw, LabelClasses classes)
    {
        var statistics = PixelStatistics.Of(raw);
        return new TrainingImages(new LabelledData(statistics.Normalize(raw.Inputs), raw.Labels.clone(), raw.ClassCount), statistics, classes);
    }

    public void Dispose() => Data.Dispose();
}
