namespace Microsoft.ML.NeuralArchitectureSearch.Batching;

/// <summary>Whether images fit into memory, which they are kept in as floats.</summary>
internal static class ImageMemory
{
    /// <exception cref="ArgumentException">They do not fit.</exception>
    public static void Check(long count, MapShape shape)
    {
        var needed = (Int128)count * shape.Size * sizeof(float);
        var available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (available > 0 && needed > available)
        {
            throw Refusal.OfInput(
                $"{count} images of {shape} (channels x height x width) take {needed >> 20} MB as floats; the memory of this process is "
                + $"limited to {available >> 20} MB. "
                + "Use fewer or smaller images.");
        }
    }
}
