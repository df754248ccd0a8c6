namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Recurrent;

/// <summary>Memory that grows to what is asked for.</summary>
internal sealed unsafe class RowBuffer : IDisposable
{
    private AlignedBuffer? _buffer;

    public float* Start => _buffer!.Start;

    public void Reserve(nint length)
    {
        if (_buffer is null || _buffer.Length < length)
        {
            _buffer?.Dispose();
            _buffer = new AlignedBuffer(length);
        }
    }

    /// <summary>Copies rows, filled up with zeros.</summary>
    /// <param name="source">Rows without gaps.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="width">Floats of a row.</param>
    /// <param name="pitch">Floats of a row of this buffer.</param>
    public void Fill(float* source, nint rows, int width, int pitch)
    {
        Reserve(rows * pitch);
        Copy(source, rows, width, Start, pitch);
    }

    /// <summary>Copies rows, filled up with zeros.</summary>
    public static void Copy(float* source, nint rows, int width, float* target, int pitch)
    {
        for (; rows > 0; rows--, source += width, target += pitch)
        {
            new ReadOnlySpan<float>(source, width).CopyTo(new Span<float>(target, width));
            new Span<float>(target + width, pitch - width).Clear();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _buffer?.Dispose();
}
