using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;

/// <summary>States of torch that a caller may be in; disposing one puts the usual one back.</summary>
internal static class CallersState
{
    public static (string Name, Func<IDisposable> Enter)[] All =>
    [
        ("no_grad", no_grad),
        ("inference_mode", () => inference_mode()),
        ("float64", () => new Change(() => set_default_dtype(ScalarType.Float64), () => set_default_dtype(ScalarType.Float32))),
        ("another device", () => new Change(() => set_default_device(META), () => set_default_device(CPU))),
        ("a dispose scope", NewDisposeScope),
        ("another seed", () => new Change(() => manual_seed(77), () => { })),
        ("other threads", OtherThreads),
    ];

    /// <summary>The names of the states, for the cases of a test.</summary>
    public static IEnumerable<string> Names => All.Select(state => state.Name);

    /// <summary>Enters a state.</summary>
    public static IDisposable Enter(string name) => All.Single(state => state.Name == name).Enter();

    private static Change OtherThreads()
    {
        var before = get_num_threads();
        return new(() => set_num_threads(before + 1), () => set_num_threads(before));
    }

    private sealed class Change : IDisposable
    {
        private readonly Action _back;

        public Change(Action change, Action back)
        {
            change();
            _back = back;
        }

        public void Dispose() => _back();
    }
}
