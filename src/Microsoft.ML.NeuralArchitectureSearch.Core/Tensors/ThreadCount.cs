using Microsoft.ML.NeuralArchitectureSearch.Tensors.Native;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tensors;

/// <summary>The number of threads among which torch splits the operations of the calling thread.</summary>
/// <remarks>
/// With OpenMP the number belongs to a thread. But setting it also sets the number that threads take over which use torch for the first
/// time: a run that
/// set it to 1 would leave the process with one thread. So OpenMP's runtime is called without torch. Where it is not found, a new thread
/// looks what that
/// number is, and sets it again afterwards.
/// </remarks>
#pragma warning disable RS0030 // The one place that knows how torch keeps the number.
internal static class ThreadCount
{
    private static readonly Lock Gate = new();
    private static readonly Lazy<bool> SetsDirectly = new(CanSetDirectly);

    /// <summary>
    /// Whether the number is set without a second thread, which takes as long as some predictions, or far longer on a busy machine.
    /// </summary>
    public static bool IsDirect => SetsDirectly.Value;

    /// <summary>The number of the calling thread.</summary>
    public static int Current
    {
        get
        {
            lock (Gate)
            {
                return get_num_threads();
            }
        }
    }

    /// <summary>Sets the number of the calling thread and of no other.</summary>
    public static void Set(int threads)
    {
        if (Current == threads)
        {
            return;
        }

        if (IsDirect)
        {
            OpenMp.Set(threads);
            return;
        }

        lock (Gate)
        {
            SetHereAlone(threads);
        }
    }

    // Another runtime may have been found than the one that torch uses: torch has to see what was set.
    private static bool CanSetDirectly()
    {
        if (!OpenMp.IsFound)
        {
            return false;
        }

        lock (Gate)
        {
            var before = get_num_threads();
            SetHereAlone(before == 1 ? 2 : 1); // By torch once, which also tells MKL to use as many threads as it is told.
            OpenMp.Set(before);
            if (get_num_threads() == before)
            {
                return true;
            }

            SetHereAlone(before);
            return false;
        }
    }

    private static void SetHereAlone(int threads)
    {
        using var looked = new ManualResetEventSlim();
        using var set = new ManualResetEventSlim();
        var other = new Thread(() =>
        {
            var ofNewThreads = get_num_threads();
            looked.Set();
            set.Wait();
            set_num_threads(ofNewThreads);
        })
        {
            IsBackground = true,
        };
        other.Start();
        looked.Wait();
        set_num_threads(threads);
        set.Set();
        other.Join();
    }
}
