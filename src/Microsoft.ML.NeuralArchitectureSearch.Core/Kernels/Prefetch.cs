using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels;

/// <summary>Asks for memory before it is read: the processor's own guesses end at every page of 4 KB.</summary>
internal static unsafe class Prefetch
{
    /// <summary>Floats of a cache line.</summary>
    public const int Line = 16;

    private const int Distance = 512;

    /// <summary>Asks for what lies 2 KB behind an address; other processors than x86 are left alone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Ahead(float* address)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(address + Distance);
        }
    }
}
