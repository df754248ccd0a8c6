using Microsoft.ML.NeuralArchitectureSearch.Batching;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;

/// <summary>A toy problem: grey images with one bright bar, in the upper, the lower, the left or the right half.</summary>
internal static class BarImages
{
    public const int ClassCount = 4;

    public static LabelledData Create(int count = 64, int size = 8, int seed = 1)
    {
        var random = new Random(seed);
        var pixels = new float[count * size * size];
        var labels = new long[count];
        for (var image = 0; image < count; image++)
        {
            labels[image] = image % ClassCount;
            var place = (labels[image] % 2 == 0 ? 0 : size / 2) + random.Next(size / 2);
            for (var pixel = 0; pixel < size * size; pixel++)
            {
                var along = labels[image] < 2 ? pixel / size : pixel % size;
                pixels[(image * size * size) + pixel] = (along == place ? 2f : -0.5f) + (0.2f * random.NextSingle());
            }
        }

        return new LabelledData(tensor(pixels).reshape(count, 1, size, size), tensor(labels), ClassCount);
    }
}
