using System.Runtime.InteropServices;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels;

/// <summary>Native memory for float32, zero at first, each buffer at the start of a cache line.</summary>
internal sealed unsafe class AlignedBuffer : SafeHandle
{
    private const int CacheLine = 64;

    /// <param name="length">Number of floats.</param>
    public AlignedBuffer(nint length)
        : base(invalidHandleValue: 0, ownsHandle: true)
    {
        Length = length;
        var bytes = (nuint)Math.Max(1, length) * sizeof(float);
        var start = NativeMemory.AlignedAlloc(bytes, CacheLine);
        NativeMemory.Clear(start, bytes);
        SetHandle((nint)start);
        GC.AddMemoryPressure((long)bytes);
    }

    /// <summary>Number of floats.</summary>
    public nint Length { get; }

    public float* Start => (float*)handle;

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        NativeMemory.AlignedFree((void*)handle);
        GC.RemoveMemoryPressure((long)Math.Max(1, Length) * sizeof(float));
        return true;
    }
}
