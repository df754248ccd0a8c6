namespace Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;

/// <summary>The same random numbers as <see cref="Random"/>, counted: seed and count are the whole state.</summary>
/// <remarks>The state of <see cref="Random"/> cannot be read. Drawing as often again restores it.</remarks>
/// <param name="seed">The seed.</param>
internal sealed class ReplayableRandom(int seed) : Random(seed)
{
    /// <summary>Numbers drawn since the seed.</summary>
    public long Draws { get; private set; }

    /// <summary>Draws and drops numbers up to a count.</summary>
    /// <exception cref="FormatException">More numbers were drawn already.</exception>
    public void Advance(long draws)
    {
        if (draws < Draws)
        {
            throw new FormatException($"The checkpoint counts {draws} random numbers; this run has drawn {Draws} already.");
        }

        while (Draws < draws)
        {
            Next();
        }
    }

    /// <inheritdoc />
    public override int Next()
    {
        Draws++;
        return base.Next();
    }

    /// <inheritdoc />
    public override void NextBytes(byte[] buffer)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        Draws += buffer.Length;
        base.NextBytes(buffer);
    }

    /// <inheritdoc />
    public override void NextBytes(Span<byte> buffer)
    {
        for (var index = 0; index < buffer.Length; index++)
        {
            buffer[index] = (byte)Next();
        }
    }

    /// <inheritdoc />
    public override long NextInt64() => throw Unsupported();

    /// <inheritdoc />
    public override long NextInt64(long maxValue) => throw Unsupported();

    /// <inheritdoc />
    public override long NextInt64(long minValue, long maxValue) => throw Unsupported();

    /// <inheritdoc />
    protected override double Sample()
    {
        Draws++;
        return base.Sample();
    }

    private static NotSupportedException Unsupported() => new("64-bit numbers are not counted.");
}
