using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tensors;

/// <summary>The number of threads among which torch splits the operations of the calling thread.</summary>
/// <remarks>
/// With OpenMP the number belongs to a thread. But setting it also sets the number that threads take over which use torch for the first time: a run that
/// set it to 1 would leave the process with one thread. So a new thread looks what that number is, and sets it again afterwards.
/// </remarks>
#pragma warning disable RS0030 // The one place that knows how torch keeps the number.
internal static class ThreadCount
{
    private static readonly Lock Gate = new();

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
        lock (Gate)
        {
            if (get_num_threads() != threads)
            {
                SetHereAlone(threads);
            }
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
