using Microsoft.ML;

namespace ImageSearch;

/// <summary>Labelled images, and the steps that make a column of them that a network can read.</summary>
/// <param name="Name">What the images are called in the report.</param>
/// <param name="View">The rows; the text column Label holds the class.</param>
/// <param name="FeatureColumnName">The column that the network reads once the steps were applied.</param>
/// <param name="Steps">What loads and resizes images from files; <see langword="null"/> where the pixels are in the rows.</param>
internal sealed record ImageSource(string Name, IDataView View, string FeatureColumnName, IEstimator<ITransformer>? Steps)
{
    /// <exception cref="ArgumentException">The path leads to nothing that holds images.</exception>
    public static ImageSource Open(MLContext ml, Arguments arguments)
    {
        var pixels = arguments.Data switch
        {
            null => PixelSource.Digits(),
            var file when File.Exists(file) => PixelSource.Cifar(file),
            var folder when Directory.Exists(folder) && Directory.EnumerateFiles(folder, "train-images*").Any() => PixelSource.Idx(folder),
            var folder when Directory.Exists(folder) => null,
            var nothing => throw new ArgumentException($"--data {nothing}: there is no such file or folder."),
        };

        return pixels is null
            ? ImageFolder.Open(ml, arguments)
            : new ImageSource(pixels.Name, pixels.ToDataView(ml, arguments.Images, arguments.Seed), nameof(ImageRow.Pixels), Steps: null);
    }

    /// <summary>Puts the loading and resizing of images, where there is any, before an estimator.</summary>
    public IEstimator<ITransformer> Prepare(IEstimator<ITransformer> estimator) => Steps is null ? estimator : Steps.Append(estimator);
}
