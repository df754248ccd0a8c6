using Microsoft.ML;
using Microsoft.ML.Data;
using Spectre.Console;

namespace ImageSearch;

/// <summary>A folder that holds one folder of PNG, JPEG or BMP images for each class.</summary>
internal static class ImageFolder
{
    private static readonly string[] Extensions = [".png", ".jpg", ".jpeg", ".bmp"];

    /// <exception cref="ArgumentException">The folder does not hold at least two folders of images.</exception>
    public static ImageSource Open(MLContext ml, Arguments arguments)
    {
        var rows = Directory.EnumerateDirectories(arguments.Data!)
            .SelectMany(folder => Directory.EnumerateFiles(folder).Select(file => new ImageFile(file, Path.GetFileName(folder))))
            .Where(row => Extensions.Contains(Path.GetExtension(row.Path), StringComparer.OrdinalIgnoreCase))
            .OrderBy(row => row.Path, StringComparer.Ordinal)
            .Where(row => IsImage(row.Path))
            .ToArray();
        if (rows.DistinctBy(row => row.Label).Count() < 2)
        {
            throw new ArgumentException($"--data {arguments.Data}: at least two folders of images are needed, one for each class.");
        }

        new Random(arguments.Seed).Shuffle(rows);
        var view = ml.Data.LoadFromEnumerable(rows.Take(arguments.Images ?? rows.Length).ToArray());
        var steps = ml.Transforms.LoadImages("Image", imageFolder: "", inputColumnName: nameof(ImageFile.Path))
            .Append(ml.Transforms.ResizeImages("Image", imageWidth: arguments.Size, imageHeight: arguments.Size));
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(arguments.Data!));
        return new ImageSource(name, view, "Image", steps);
    }

    // Also what is only evaluated has to be read: one broken file would end it.
    private static bool IsImage(string path)
    {
        try
        {
            using var image = MLImage.CreateFromFile(path);
            return image.Width > 0;
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            AnsiConsole.MarkupLineInterpolated($"[yellow]{path} is no image that can be read and is left out: {error.Message}[/]");
            return false;
        }
    }

    private sealed record ImageFile(string Path, string Label)
    {
        // ML.NET reads rows through settable properties and a constructor without parameters.
        public ImageFile()
            : this("", "")
        {
        }

        public string Path { get; set; } = Path;

        public string Label { get; set; } = Label;
    }
}
