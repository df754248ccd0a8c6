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
        from state in CallersState.Names
        from run in SmallRuns.All
        select new TestCaseData(run.ArgDisplayNames![0], run.Arguments[0], state).SetArgDisplayNames(run.ArgDisplayNames[0], state);

    [TestCaseSource(nameof(Cases))]
    public void A_run_is_the_same_and_the_caller_is_as_before(string name, Func<string> run, string state)
    {
        var expected = Alone(name, run);
        string actual;
        Noticed before, after;
        using (CallersState.Enter(state))
        {
            before = Noticed.Now();
            actual = run();
            after = Noticed.Now();
        }

        Assert.That(actual, Is.EqualTo(expected));
        Assert.That(after, Is.EqualTo(before));
    }

    private static string Alone(string name, Func<string> run)
    {
        if (!Undisturbed.TryGetValue(name, out var result))
        {
            Undisturbed[name] = result = run();
        }

        return result;
    }

    /// <summary>What a caller could notice.</summary>
    private sealed record Noticed(
        bool Gradients, bool Inference, ScalarType Type, DeviceType Device, string Generator, int Threads, int ThreadsOfNewThreads,
        DisposeScope? Scope, int? InScope)
    {
        public static Noticed Now()
        {
            var ofNewThreads = 0;
            var other = new Thread(() => ofNewThreads = get_num_threads());
            other.Start();
            other.Join();
            return new(
                is_grad_enabled(),
                is_inference_mode_enabled(),
                get_default_dtype(),
                get_default_device().type,
                GeneratorState(),
                get_num_threads(),
                ofNewThreads,
                CurrentDisposeScope,
                CurrentDisposeScope?.DisposablesCount);
        }

        private static string GeneratorState()
        {
            using var generator = torch.Generator.Default;
            using var state = generator.get_state();
            return Convert.ToHexString(state.bytes);
        }
    }
}
