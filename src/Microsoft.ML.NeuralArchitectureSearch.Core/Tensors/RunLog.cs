namespace Microsoft.ML.NeuralArchitectureSearch.Tensors;

/// <summary>The log of the run that the thread is in, for code that no log is passed to.</summary>
internal static class RunLog
{
    [ThreadStatic]
    private static Action<string>? _current;

    /// <summary>Writes a line for diagnosis; <see langword="null"/> outside of runs with a log.</summary>
    public static Action<string>? Current
    {
        get => _current;
        set => _current = value;
    }
}
