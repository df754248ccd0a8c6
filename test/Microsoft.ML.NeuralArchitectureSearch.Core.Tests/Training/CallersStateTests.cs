using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;
using NUnit.Framework;
using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Training;

/// <summary>Whatever state of torch the caller is in: what comes out is the same, and the caller is in that state afterwards.</summary>
[NonParallelizable]
public sealed class CallersStateTests
{
    private static readonly Dictionary<string, string> Undisturbed = [];

    private static IEnumerable<TestCaseData> Cases =>
        from state in States
        from run in SmallRuns.All
        select new TestCaseData(run.Arguments[0], state.Enter).SetArgDisplayNames($"{run.ArgDisplayNames![0]}", state.Name);

    private static (string Name, Func<IDisposable> Enter)[] States =>
    [
        ("no_grad", no_grad),
        ("inference_mode", () => inference_mode()),
        ("float64", () => new Change(() => set_default_dtype(ScalarType.Float64), () => set_default_dtype(ScalarType.Float32))),
        ("another device", () => new Change(() => set_default_device(META), () => set_default_device(CPU))),
        ("a dispose scope", NewDisposeScope),
        ("another seed", () => new Change(() => manual_seed(77), () => { })),
        ("other threads", OtherThreads),
    ];

    [TestCaseSource(nameof(Cases))]
    public void A_run_is_the_same_and_the_caller_is_as_before(Func<string> run, Func<IDisposable> enter)
    {
        var expected = Alone(run);
        string actual;
        State before, after;
        using (enter())
        {
            before = State.Now();
            actual = run();
            after = State.Now();
        }

        Assert.That(actual, Is.EqualTo(expected));
        Assert.That(after, Is.EqualTo(before));
    }

    private static string Alone(Func<string> run)
    {
        var name = TestContext.CurrentContext.Test.Name.Split(',')[0];
        if (!Undisturbed.TryGetValue(name, out var result))
        {
            Undisturbed[name] = result = run();
        }

        return result;
    }

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

    /// <summary>What a caller could notice.</summary>
    private sealed record State(
        bool Gradients, bool Inference, ScalarType Type, DeviceType Device, string Generator, int Threads, int ThreadsOfNewThreads, DisposeScope? Scope, int? InScope)
    {
        public static State Now()
        {
            var ofNewThreads = 0;
            var other = new Thread(() => ofNewThreads = get_num_threads());
            other.Start();
            other.Join();
            var scope = CurrentDisposeScope;
            return new(
                is_grad_enabled(),
                is_inference_mode_enabled(),
                get_default_dtype(),
                get_default_device().type,
                GeneratorState(),
                get_num_threads(),
                ofNewThreads,
                scope,
                scope?.DisposablesCount);
        }

        private static string GeneratorState()
        {
            using var generator = torch.Generator.Default;
            using var state = generator.get_state();
            return Convert.ToHexString(state.bytes);
        }
    }
}
