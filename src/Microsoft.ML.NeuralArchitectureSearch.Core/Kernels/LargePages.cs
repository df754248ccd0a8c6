using System.Runtime.InteropServices;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels;

/// <summary>
/// Pages of 2 MB: a cell reads dozens of maps side by side, more pages of 4 KB than the processor knows the addresses of.
/// </summary>
internal static unsafe partial class LargePages
{
    /// <summary>Size of a large page.</summary>
    public const int Bytes = 2 * 1024 * 1024;

    private const int AdviceHugePage = 14;

    /// <summary>Asks Linux for large pages; elsewhere, and where it has none, nothing changes.</summary>
    /// <param name="start">Start of the memory, at a large page.</param>
    /// <param name="bytes">Its size.</param>
    public static void Advise(void* start, nuint bytes)
    {
        if (OperatingSystem.IsLinux())
        {
            _ = Advise(start, bytes, AdviceHugePage);
        }
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* start, nuint length, int advice);
}
