using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Batching;

/// <summary>Stand-ins for data of the expected size, before any row is read. They take hardly any memory.</summary>
internal static class StandInData
{
    private const long DefaultCount = 100_000;
    private const long TokenCount = 1_000_000;

    /// <param name="shape">Size of the examples.</param>
    /// <param name="classCount">Number of classes.</param>
    /// <param name="count">Number of rows; <see langword="null"/> where it is not known.</param>
    public static LabelledData Examples(MapShape shape, int classCount, long? count)
    {
        var rows = Math.Max(1, count ?? DefaultCount);
        using var scope = NewDisposeScope();
        var inputs = zeros([1, 1, 1, 1], ScalarType.Float32, CPU).expand(rows, shape.Channels, shape.Height, shape.Width);
        return new LabelledData(inputs, zeros([1], ScalarType.Int64, CPU).expand(rows), classCount);
    }

    /// <summary>A text of two different words.</summary>
    public static TokenSequence Text()
    {
        using var scope = NewDisposeScope();
        return new TokenSequence(zeros([1], ScalarType.Int64, CPU).expand(TokenCount), 2);
    }
}
