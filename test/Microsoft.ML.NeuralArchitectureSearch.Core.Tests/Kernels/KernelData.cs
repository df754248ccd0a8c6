using Microsoft.ML.NeuralArchitectureSearch.Kernels;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Kernels;

/// <summary>Random values for kernels, and what they make of them as arrays.</summary>
internal static unsafe class KernelData
{
    public static AlignedBuffer Random(int length, int seed)
    {
        var random = new Random(seed);
        var buffer = new AlignedBuffer(length);
        for (var index = 0; index < length; index++)
        {
            buffer.Start[index] = (float)((random.NextDouble() * 2) - 1);
        }

        return buffer;
    }

    public static float[] Values(AlignedBuffer buffer) => new Span<float>(buffer.Start, (int)buffer.Length).ToArray();
}
