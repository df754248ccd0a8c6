using System.Runtime.Intrinsics.X86;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels;

/// <summary>How many sums a kernel can keep in vector registers.</summary>
internal static class Registers
{
    /// <summary>Whether there are 32 (AVX-512, Arm) rather than 16: constant for the compiler.</summary>
    public static bool AreMany => !Sse.IsSupported || Avx512F.VL.IsSupported;
}
