using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tensors;

/// <summary>The memory of tensors on the CPU.</summary>
internal static class TensorMemory
{
    /// <summary>The address of the first value of a contiguous tensor.</summary>
    public static unsafe nint Address(Tensor tensor) => (nint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(tensor.bytes));
}
