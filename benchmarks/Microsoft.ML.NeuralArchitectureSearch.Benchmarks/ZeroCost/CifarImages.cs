using System.IO.Compression;
using Microsoft.ML.NeuralArchitectureSearch.Batching;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Benchmarks.ZeroCost;

/// <summary>The first images of CIFAR-10, normalised: <c>cifar10/cifar10_train_10000.bin.gz</c>, in which the classes take turns.</summary>
internal static class CifarImages
{
    private const int Pixels = 32 * 32;

    // Of the training set, 0 to 255.
    private static readonly float[] Mean = [125.3f, 123.0f, 113.9f];
    private static readonly float[] Deviation = [63.0f, 62.1f, 66.7f];

    public static LabelledData Read(string folder, int count)
    {
        using var file =
            new GZipStream(File.OpenRead(Path.Combine(folder, "cifar10", "cifar10_train_10000.bin.gz")), CompressionMode.Decompress);
        var record = new byte[1 + (3 * Pixels)];
        var values = new float[count * 3 * Pixels];
        var labels = new long[count];
        for (var image = 0; image < count; image++)
        {
            file.ReadExactly(record);
            labels[image] = record[0];
            for (var value = 0; value < 3 * Pixels; value++)
            {
                values[(image * 3 * Pixels) + value] = (record[1 + value] - Mean[value / Pixels]) / Deviation[value / Pixels];
            }
        }

        return new LabelledData(tensor(values).reshape(count, 3, 32, 32), tensor(labels), 10);
    }
}
