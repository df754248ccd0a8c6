using System.Globalization;
using System.IO.Compression;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Repository;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;

/// <summary>The digits that the samples bring along.</summary>
internal static class DigitImages
{
    private static readonly Lazy<ToyImages.Row[]> All = new(() => [.. Read()]);

    /// <summary>Some of the digits, their label a key.</summary>
    public static IDataView Keyed(MLContext ml, int first, int count)
    {
        var rows = ml.Data.LoadFromEnumerable(All.Value.Skip(first).Take(count));
        return ml.Transforms.Conversion.MapValueToKey("Label").Fit(rows).Transform(rows);
    }

    private static IEnumerable<ToyImages.Row> Read()
    {
        var path = Path.Combine(RepositoryFiles.Root, "samples", "ImageSearch", "Data", "digits.csv.gz");
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            var numbers = line.Split(',');
            yield return new ToyImages.Row
            {
                Label = numbers[64],
                Pixels = [.. numbers[..64].Select(number => float.Parse(number, CultureInfo.InvariantCulture))],
                Note = [0, 0]
            };
        }
    }
}
