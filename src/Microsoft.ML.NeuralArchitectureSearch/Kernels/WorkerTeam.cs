namespace Microsoft.ML.NeuralArchitectureSearch.Kernels;

/// <summary>Threads that wait for work and share out its units: the caller is one of them.</summary>
/// <remarks>A waiting thread looks for new work a few microseconds long, as the next pass usually follows at once; then it sleeps.</remarks>
internal sealed class WorkerTeam : IDisposable
{
    private const int Spins = 40;

    private readonly Thread[] _threads;
    private readonly SemaphoreSlim _start = new(0);
    private readonly ManualResetEventSlim _done = new(initialState: false, Spins);
    private IParallelWork? _work;
    private int _units;
    private int _next;
    private int _running;
    private volatile bool _stopped;

    /// <param name="size">Number of workers, the caller among them.</param>
    public WorkerTeam(int size)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        Size = size;
        _threads = [.. Enumerable.Range(1, size - 1).Select(worker => new Thread(() => Serve(worker)) { IsBackground = true, Name = $"kernels {worker}" })];
        foreach (var thread in _threads)
            thread.Start();
    }

    /// <summary>Number of workers, the caller among them.</summary>
    public int Size { get; }

    /// <summary>Does all units of some work and returns when the last one is done. One caller at a time.</summary>
    public void Run(IParallelWork work, int units)
    {
        var helpers = Math.Min(_threads.Length, units - 1);
        if (helpers <= 0)
        {
            for (var unit = 0; unit < units; unit++)
                work.Do(unit, worker: 0);

            return;
        }

        (_work, _units, _next) = (work, units, 0);
        _done.Reset();
        Volatile.Write(ref _running, helpers);
        _start.Release(helpers);
        DoUnits(worker: 0);
        _done.Wait();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _stopped = true;
        if (_threads.Length > 0)
            _start.Release(_threads.Length);

        foreach (var thread in _threads)
            thread.Join();

        _start.Dispose();
        _done.Dispose();
    }

    private void Serve(int worker)
    {
        while (true)
        {
            _start.Wait();
            if (_stopped)
                return;

            DoUnits(worker);
            if (Interlocked.Decrement(ref _running) == 0)
                _done.Set();
        }
    }

    private void DoUnits(int worker)
    {
        for (var unit = Interlocked.Increment(ref _next) - 1; unit < _units; unit = Interlocked.Increment(ref _next) - 1)
            _work!.Do(unit, worker);
    }
}
