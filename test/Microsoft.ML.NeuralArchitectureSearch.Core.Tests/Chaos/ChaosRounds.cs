using System.Diagnostics;
using System.Globalization;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Chaos;

/// <summary>Rounds of a test with random draws, until its time is over.</summary>
/// <remarks>
/// The seed is another one in every run and is printed. With <see cref="Variable"/> set to the seed of a round, that round is the first
/// one. The draws are the
/// same then; the instruction at which the system kills a process is not.
/// </remarks>
internal static class ChaosRounds
{
    public const string Variable = "NAS_CHAOS_SEED";

    private static readonly TimeSpan LongestRound = TimeSpan.FromMinutes(2);

    /// <summary>Runs rounds: the first one always, no new one after the time is over.</summary>
    /// <param name="seconds">The time.</param>
    /// <param name="round">A round; a failed assertion or any exception fails the test with the seed of that round.</param>
    /// <returns>The number of rounds.</returns>
    public static int Run(int seconds, Action<Random> round)
    {
        var first = int.TryParse(Environment.GetEnvironmentVariable(Variable), CultureInfo.InvariantCulture, out var given)
            ? given
            : TestContext.CurrentContext.Random.Next();
        // At once: a crash of the process would lose the output of the test.
        TestContext.Progress.WriteLine($"{TestContext.CurrentContext.Test.Name}: {Variable}={first}");
        var begin = Stopwatch.GetTimestamp();
        var rounds = 0;
        while (rounds == 0 || Stopwatch.GetElapsedTime(begin).TotalSeconds < seconds)
        {
            RunOne(unchecked(first + rounds++), round);
        }

        TestContext.Progress.WriteLine($"{TestContext.CurrentContext.Test.Name}: {rounds} rounds from seed {first} on");
        return rounds;
    }

    private static void RunOne(int seed, Action<Random> round)
    {
        Exception? thrown = null;
        var thread = new Thread(() =>
        {
            try
            {
                round(new Random(seed));
            }
            catch (Exception exception)
            {
                thrown = exception;
            }
        })
        { IsBackground = true };
        thread.Start();
        var ended = thread.Join(LongestRound);
        if (!ended || thrown is not null)
        {
            Assert.Fail($"{Variable}={seed}: {(ended ? thrown : "the round hangs.")}");
        }
    }
}
