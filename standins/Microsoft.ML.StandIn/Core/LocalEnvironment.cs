namespace Microsoft.ML.Runtime;

/// <summary>The environment behind an MLContext and, registered under a name, behind every component it makes.</summary>
internal sealed class LocalEnvironment : IHost, IHostEnvironmentInternal, ICancelable
{
    private readonly LocalEnvironment _parent;
    private readonly Action<string, ChannelMessage> _listener;
    private readonly Lock _gate = new();
    private readonly List<WeakReference<LocalEnvironment>> _children = [];
    private readonly Dictionary<string, object> _options = [];
    private readonly string _fullName;

    public LocalEnvironment(int? seed, Action<string, ChannelMessage> listener)
    {
        Seed = seed;
        Rand = seed is { } value ? new Random(value) : new Random();
        _fullName = "";
        _listener = listener;
        ComponentCatalog = new ComponentCatalog();
        TempFilePath = Path.GetTempPath();
    }

    private LocalEnvironment(LocalEnvironment parent, string name, Random rand)
    {
        _parent = parent;
        _listener = parent._listener;
        // ML.NET leaves the direct parent out of the name and starts from the one above it.
        _fullName = parent._parent is { _fullName.Length: > 0 } above ? $"{above._fullName}; {name}" : name;
        Seed = parent.Seed;
        Rand = rand;
        ComponentCatalog = parent.ComponentCatalog;
        // The state at this moment: what is set on the parent later does not reach this one.
        TempFilePath = parent.TempFilePath;
        GpuDeviceId = parent.GpuDeviceId;
        FallbackToCpu = parent.FallbackToCpu;
    }

    public Random Rand { get; }

    public int? Seed { get; }

    public string TempFilePath { get; set; }

    public bool FallbackToCpu { get; set; }

    public int? GpuDeviceId { get; set; }

    public ComponentCatalog ComponentCatalog { get; }

    public bool IsCanceled { get; private set; }

    public string ContextDescription => _fullName.Length == 0 ? "HostEnvironment" : _fullName;

    /// <summary>Cancels this environment and what was registered on it so far; what is registered later starts alive.</summary>
    public void CancelExecution()
    {
        lock (_gate)
        {
            foreach (var reference in _children)
            {
                if (reference.TryGetTarget(out var child))
                    child.CancelExecution();
            }

            _children.Clear();
            IsCanceled = true;
        }
    }

    public IHost Register(string name, int? seed = null, bool? verbose = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        // Each registration takes the next number of this stream, so the order of the calls decides the seeds.
        lock (_gate)
        {
            _children.RemoveAll(reference => !reference.TryGetTarget(out _));
            var child = new LocalEnvironment(this, name, new Random(seed ?? Rand.Next()));
            _children.Add(new WeakReference<LocalEnvironment>(child));
            return child;
        }
    }

    public IChannel Start(string name) => new Channel(_listener, _fullName.Length == 0 ? name : $"{_fullName}; {name}");

    public IPipe<TMessage> StartPipe<TMessage>(string name)
    {
        if (typeof(TMessage) == typeof(ChannelMessage))
            return (IPipe<TMessage>)Start(name);

        return new SilentPipe<TMessage>(name);
    }

    public IProgressChannel StartProgressChannel(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new SilentProgressChannel();
    }

    public TException Process<TException>(TException ex)
        where TException : Exception => ex;

    public bool TryAddOption<T>(string name, T value)
    {
        lock (_options)
            return _options.TryAdd(name, value);
    }

    public void SetOption<T>(string name, T value)
    {
        lock (_options)
            _options[name] = value;
    }

    public bool TryGetOption<T>(string name, out T value)
    {
        lock (_options)
        {
            var found = _options.TryGetValue(name, out var stored);
            value = found ? (T)stored : default;
            return found;
        }
    }

    public T GetOptionOrDefault<T>(string name) => TryGetOption<T>(name, out var value) ? value : default;

    public bool RemoveOption(string name)
    {
        lock (_options)
            return _options.Remove(name);
    }

    private sealed class SilentPipe<TMessage>(string name) : IPipe<TMessage>
    {
        public string ContextDescription => name;

        public TException Process<TException>(TException ex)
            where TException : Exception => ex;

        public void Send(TMessage msg)
        {
        }

        public void Dispose()
        {
        }
    }

    /// <summary>Only a console environment shows progress; the environment of an MLContext has nobody to show it to.</summary>
    private sealed class SilentProgressChannel : IProgressChannel
    {
        public void SetHeader(ProgressHeader header, Action<IProgressEntry> fillAction) => ArgumentNullException.ThrowIfNull(header);

        public void Checkpoint(params double?[] values)
        {
        }

        public void Dispose()
        {
        }
    }
}
