namespace Microsoft.ML.NeuralArchitectureSearch.Tensors.Native;

/// <summary>
/// What TorchSharp's operations need before the first of them runs: the native library, and convolutions that are right. Looked at once per
/// process.
/// </summary>
internal static class TorchRuntime
{
    private static readonly Lazy<ConvolutionPath> Convolutions = new(Prepare);
    private static int _isTold;

    /// <summary>Makes sure of both; does nothing after the first time.</summary>
    /// <exception cref="DllNotFoundException">TorchSharp's native library cannot be loaded; thrown each time.</exception>
    /// <exception cref="PlatformNotSupportedException">Convolutions cannot be computed rightly; thrown each time.</exception>
    public static void Require() => _ = Convolutions.Value;

    /// <summary>Makes sure of both before a module's base, which calls the native library, is constructed.</summary>
    /// <returns>The module's name.</returns>
    /// <exception cref="DllNotFoundException">TorchSharp's native library cannot be loaded.</exception>
    /// <exception cref="PlatformNotSupportedException">Convolutions cannot be computed rightly.</exception>
    public static string Required(string name)
    {
        Require();
        return name;
    }

    /// <summary>
    /// Makes sure of both and reports what was found: another way of computing convolutions as a warning, once per process, later as
    /// information.
    /// </summary>
    /// <param name="warn">Writes a warning.</param>
    /// <param name="inform">Writes information; <see langword="null"/> for nowhere.</param>
    /// <exception cref="DllNotFoundException">TorchSharp's native library cannot be loaded.</exception>
    /// <exception cref="PlatformNotSupportedException">Convolutions cannot be computed rightly.</exception>
    public static void Require(Action<string> warn, Action<string>? inform = null) => Report(Convolutions.Value, ref _isTold, warn, inform);

    /// <summary>Reports how convolutions are computed.</summary>
    internal static void Report(ConvolutionPath path, ref int isTold, Action<string> warn, Action<string>? inform)
    {
        var isFirst = Interlocked.Exchange(ref isTold, 1) == 0;
        if (path == ConvolutionPath.Default)
        {
            if (isFirst)
            {
                inform?.Invoke("Convolutions on the CPU were compared with sums in float64 and are right.");
            }
        }
        else if (isFirst)
        {
            warn(Describe(path));
        }
        else
        {
            inform?.Invoke(Describe(path));
        }
    }

    private static string Describe(ConvolutionPath path) => path switch
    {
        ConvolutionPath.LimitedOneDnn =>
            "oneDNN would compute convolutions wrongly on this processor, which does not state the sizes of its caches: "
            + "it is limited to the instructions of SSE4.1, with which the results are right and slower.",
        _ =>
            "oneDNN computes convolutions wrongly on this processor: it is switched off in this process, and libtorch computes them by "
            + "matrix products, "
            + "with which the results are right and slower. What the program computed before may be wrong.",
    };

    private static ConvolutionPath Prepare()
    {
        TorchLibrary.Load();
        var threads = ThreadCount.Current;
        ThreadCount.Set(1); // Starting the others takes longer than the check.
        try
        {
            return ConvolutionCheck.Run(new OneDnn());
        }
        finally
        {
            ThreadCount.Set(threads);
        }
    }
}
