using Microsoft.ML.NeuralArchitectureSearch.Kernels;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Kernels;

internal sealed class WorkerTeamTests
{
    [Test]
    public void Every_unit_is_done_once([Values(1, 2, 5)] int size, [Values(1, 2, 100)] int units)
    {
        using var team = new WorkerTeam(size);
        var work = new Counts(units);

        for (var run = 0; run < 50; run++)
        {
            team.Run(work, units);
        }

        Assert.That(work.Done, Is.All.EqualTo(50));
        Assert.That(work.Workers, Is.All.InRange(0, size - 1));
    }

    [Test]
    public void Callers_do_not_wait_for_each_other()
    {
        var team = WorkerTeam.Shared(2);
        var works = Enumerable.Range(0, 4).Select(_ => new Counts(50)).ToArray();

        Parallel.ForEach(works, work =>
        {
            for (var run = 0; run < 100; run++)
            {
                team.Run(work, 50);
            }
        });

        Assert.That(works.SelectMany(work => work.Done), Is.All.EqualTo(100));
        Assert.That(WorkerTeam.Shared(2), Is.SameAs(team));
    }

    [Test]
    public void Work_that_is_not_worth_sharing_is_done_by_the_caller_alone()
    {
        using var team = new WorkerTeam(3);
        var work = new Counts(100);

        for (var run = 0; run < 50; run++)
        {
            team.Run(work, 100, isWorthSharing: false);
        }

        Assert.That(work.Done, Is.All.EqualTo(50));
        Assert.That(work.Threads, Is.All.EqualTo(Environment.CurrentManagedThreadId));
    }

    [Test]
    public void A_team_has_at_least_one_worker() =>
        Assert.That(() => new WorkerTeam(0), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("size"));

    private sealed class Counts(int units) : IParallelWork
    {
        public int[] Done { get; } = new int[units];

        public int[] Workers { get; } = new int[units];

        public int[] Threads { get; } = new int[units];

        public void Do(int unit, int worker)
        {
            Interlocked.Increment(ref Done[unit]);
            Workers[unit] = worker;
            Threads[unit] = Environment.CurrentManagedThreadId;
        }
    }
}
