using System.Collections.Concurrent;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels;

/// <summary>Threads that wait for work and share out its units: the caller is one of them.</summary>
/// <remarks>
/// A waiting thread looks for new work a few microseconds long, as the next pass usually follows at once; then it sleeps.
/// </remarks>
internal sealed class WorkerTeam : IDisposable
{
    private const int Spins = 40;

    private static readonly ConcurrentDictionary<int, Lazy<WorkerTeam>> Teams = new();

    private readonly Lock _gate = new();
    private readonly Thread[] _threads;
    private readonly SemaphoreSlim _start = new(0);
    private readonly ManualResetEventSlim _done = new(initialState: false, Spins);
    private volatile Job? _job;
    private volatile bool _stopped;

    /// <param name="size">Number of workers, the caller among them.</param>
    public WorkerTeam(int size)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        Size = size;
        _threads = [.. Enumerable.Range(1, size - 1)
            .Select(worker => new Thread(() => Serve(worker)) { IsBackground = true, Name = $"kernels {worker}" })];
        foreach (var thread in _threads)
        {
            thread.Start();
        }
    }

    /// <summary>Number of workers, the caller among them.</summary>
    public int Size { get; }

    /// <summary>The process's team of a size: it is made once and lives as long as the process.</summary>
    /// <remarks>Models are often not disposed; threads of their own would pile up.</remarks>
    public static WorkerTeam Shared(int size) => Teams.GetOrAdd(size, members => new Lazy<WorkerTeam>(() => new WorkerTeam(members))).Value;

    /// <summary>Does all units of some work and returns when the last one is done.</summary>
    /// <remarks>The caller does them alone while the others work for another caller.</remarks>
    /// <param name="work">The work.</param>
    /// <param name="units">Number of units.</param>
    /// <param name="isWorthSharing">
    /// Whether the work takes longer than it takes to wake others: on a busy machine that is some milliseconds.
    /// </param>
    public void Run(IParallelWork work, int units, bool isWorthSharing = true)
    {
        var helpers = isWorthSharing ? Math.Min(_threads.Length, units - 1) : 0;
        if (helpers > 0 && _gate.TryEnter())
        {
            try
            {
                Share(work, units, helpers);
            }
            finally
            {
                _gate.Exit();
            }

            return;
        }

        for (var unit = 0; unit < units; unit++)
        {
            work.Do(unit, worker: 0);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _stopped = true;
        if (_threads.Length > 0)
        {
            _start.Release(_threads.Length);
        }

        foreach (var thread in _threads)
        {
            thread.Join();
        }

        _start.Dispose();
        _done.Dispose();
    }

    // Waits for the units, not for the helpers: on a busy machine one may wake up long after the others have done all of them.
    private void Share(IParallelWork work, int units, int helpers)
    {
        var job = new Job(work, units);
        _done.Reset();
        _job = job;
        if (helpers > _start.CurrentCount)
        {
            _start.Release(helpers - _start.CurrentCount);
        }

        if (!job.DoUnits(worker: 0))
        {
            _done.Wait();
        }
    }

    private void Serve(int worker)
    {
        while (true)
        {
            _start.Wait();
            if (_stopped)
            {
                return;
            }

            if (_job!.DoUnits(worker))
            {
                _done.Set();
            }
        }
    }

    private sealed class Job(IParallelWork work, int units)
    {
        private int _next;
        private int _done;

        /// <returns>Whether it did the last unit of all to be done.</returns>
        public bool DoUnits(int worker)
        {
            var isLast = false;
            for (var unit = Interlocked.Increment(ref _next) - 1; unit < units; unit = Interlocked.Increment(ref _next) - 1)
            {
                work.Do(unit, worker);
                isLast = Interlocked.Increment(ref _done) == units;
            }

            return isLast;
        }
    }
}
