using System.Collections.Concurrent;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;
using NUnit.Framework;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Training;

/// <summary>Several runs in one process, of all kinds, models being saved and loaded among them: each as alone, to the bit.</summary>
[NonParallelizable]
public sealed class RunsAtOnceTests
{
    private const int AtOnce = 8;

    [Test]
    public void Eight_runs_at_once_are_each_as_alone()
    {
        var runs = SmallRuns.All.Select(run => (Name: run.ArgDisplayNames![0], Run: (Func<string>)run.Arguments[0]!)).ToArray();
        var expected = runs.Select(run => run.Run()).ToArray();
        manual_seed(3);
        var (generator, threads) = (GeneratorState(), get_num_threads());
        var disturbed = new ConcurrentBag<string>();

        var workers = Enumerable.Range(0, AtOnce).Select(worker => new Thread(() =>
        {
            for (var turn = 0; turn < 2; turn++)
            {
                var index = (worker + (turn * AtOnce)) % runs.Length;
                if (Outcome(runs[index].Run) != expected[index])
                {
                    disturbed.Add(runs[index].Name);
                }
            }
        })).ToList();
        workers.ForEach(worker => worker.Start());
        workers.ForEach(worker => worker.Join());

        Assert.That(disturbed, Is.Empty);
        Assert.That(GeneratorState(), Is.EqualTo(generator));
        Assert.That((get_num_threads(), ThreadsOfNewThreads()), Is.EqualTo((threads, threads)));
    }

    private static string Outcome(Func<string> run)
    {
        try
        {
            return run();
        }
        catch (Exception exception)
        {
            return exception.ToString();
        }
    }

    private static int ThreadsOfNewThreads()
    {
        var threads = 0;
        var other = new Thread(() => threads = get_num_threads());
        other.Start();
        other.Join();
        return threads;
    }

    private static string GeneratorState()
    {
        using var generator = Generator.Default;
        using var state = generator.get_state();
        return Convert.ToHexString(state.bytes);
    }
}
