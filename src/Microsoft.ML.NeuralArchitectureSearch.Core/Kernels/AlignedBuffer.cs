using System.Runtime.InteropServices;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels;

/// <summary>
/// Native memory for float32, zero at first, each buffer at the start of a cache line, large ones on large pages where there are some.
/// </summary>
internal sealed unsafe class AlignedBuffer : SafeHandle
{
    private const int CacheLine = 64;

    /// <param name="length">Number of floats.</param>
    public AlignedBuffer(nint length)
        : base(invalidHandleValue: 0, ownsHandle: true)
    {
        Length = length;
        var bytes = (nuint)Math.Max(1, length) * sizeof(float);
        var isLarge = bytes >= 2 * LargePages.Bytes;
        var start = NativeMemory.AlignedAlloc(bytes, isLarge ? (nuint)LargePages.Bytes : CacheLine);
        if (isLarge)
        {
            LargePages.Advise(start, bytes);
        }

        NativeMemory.Clear(start, bytes);
        SetHandle((nint)start);
        GC.AddMemoryPressure((long)bytes);
    }

    /// <summary>Number of floats.</summary>
    public nint Length { get; }

    public float* Start => (float*)handle;

    public override bool IsInvalid => handle == 0;

    /// <summary>A buffer of at least a length: the one that is there, or a new one in its place.</summary>
    public static AlignedBuffer Grown(ref AlignedBuffer? buffer, nint length)
    {
        if (buffer is null || buffer.Length < length)
        {
            buffer?.Dispose();
            buffer = new AlignedBuffer(length);
        }

        return buffer;
    }

    protected override bool ReleaseHandle()
    {
        NativeMemory.AlignedFree((void*)handle);
        GC.RemoveMemoryPressure((long)Math.Max(1, Length) * sizeof(float));
        return true;
    }
}
