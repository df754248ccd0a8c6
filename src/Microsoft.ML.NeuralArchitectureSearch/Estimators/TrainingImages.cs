using Microsoft.ML.NeuralArchitectureSearch.Batching;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <summary>The images to learn from, normalised, with all that a prediction needs to know of them later.</summary>
internal sealed record TrainingImages(ImageData Data, PixelStatistics Statistics, LabelClasses Classes) : IDisposable
{
    public static TrainingImages Normalized(ImageData raw, LabelClasses classes)
    {
        var statistics = PixelStatistics.Of(raw);
        return new TrainingImages(new ImageData(statistics.Normalize(raw.Images), raw.Labels.clone(), raw.ClassCount), statistics, classes);
    }

    public void Dispose() => Data.Dispose();
}
