using System.Runtime.InteropServices;
using TorchSharp;

namespace Microsoft.ML.NeuralArchitectureSearch.Tensors.Native;

/// <summary>
/// The number of threads as the libraries below libtorch keep it for each thread: OpenMP's runtime, and MKL where libtorch contains it.
/// </summary>
/// <remarks>Libtorch's own function sets both, and beside them the number of threads to come, which belongs to the process.</remarks>
internal static unsafe class OpenMp
{
    private static readonly delegate* unmanaged[Cdecl]<int, void> SetThreads = (delegate* unmanaged[Cdecl]<int, void>)Find(
        "omp_set_num_threads");
    private static readonly delegate* unmanaged[Cdecl]<int, int> SetThreadsOfMkl = (delegate* unmanaged[Cdecl]<int, int>)Find(
        "MKL_Set_Num_Threads_Local");

    /// <summary>Whether the runtime was found.</summary>
    public static bool IsFound => SetThreads != null;

    /// <summary>Sets the number of the calling thread and of no other.</summary>
    public static void Set(int threads)
    {
        SetThreads(threads);
        if (SetThreadsOfMkl != null)
        {
            _ = SetThreadsOfMkl(threads);
        }
    }

    // On Unix the search goes on to the libraries that libtorch was linked to, so that the runtime is the one that libtorch uses.
    private static nint Find(string function)
    {
        foreach (var library in OperatingSystem.IsWindows() ? ["libiomp5md", "torch_cpu"] : new[] { "torch_cpu" })
        {
            if (NativeLibrary.TryLoad(library, typeof(torch).Assembly, null, out var handle)
                && NativeLibrary.TryGetExport(handle, function, out var address))
            {
                return address;
            }
        }

        return 0;
    }
}
