namespace Microsoft.ML.Runtime;

/// <summary>The environment behind an MLContext and, registered under a name, behind every component it makes.</summary>
internal sealed class LocalEnvironment : IHost, IHostEnvironmentInternal, ICancelable
{
    private readonly LocalEnvironment _parent;
    private readonly Root _root;
    private readonly Lock _gate = new();
    private readonly string _fullName;
    private volatile bool _canceled;

    public LocalEnvironment(int? seed, Action<string, ChannelMessage> listener)
    {
        Seed = seed;
        Rand = seed is { } value ? new Random(value) : new Random();
        _fullName = "";
        _root = new Root(listener);
    }

    private LocalEnvironment(LocalEnvironment parent, string name, Random rand)
    {
        _parent = parent;
        _root = parent._root;
        _fullName = parent._fullName.Length == 0 ? name : $"{parent._fullName}; {name}";
        Seed = parent.Seed;
        Rand = rand;
    }

    public Random Rand { get; }

    public int? Seed { get; }

    public string TempFilePath
    {
        get => _root.TempFilePath;
        set => _root.TempFilePath = value;
    }

    public bool FallbackToCpu
    {
        get => _root.FallbackToCpu;
        set => _root.FallbackToCpu = value;
    }

    public int? GpuDeviceId
    {
        get => _root.GpuDeviceId;
        set => _root.GpuDeviceId = value;
    }

    public ComponentCatalog ComponentCatalog => _root.ComponentCatalog;

    public bool IsCanceled => _canceled || _parent is { IsCanceled: true };

    public string ContextDescription => _fullName.Length == 0 ? "HostEnvironment" : _fullName;

    public void CancelExecution() => _canceled = true;

    public IHost Register(string name, int? seed = null, bool? verbose = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        // Each registration takes the next number of this stream, so the order of the calls decides the seeds.
        lock (_gate)
            return new LocalEnvironment(this, name, new Random(seed ?? Rand.Next()));
    }

    public IChannel Start(string name) => new Channel(_root.Listener, _fullName.Length == 0 ? name : $"{_fullName}; {name}");

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
        lock (_root.Options)
            return _root.Options.TryAdd(name, value);
    }

    public void SetOption<T>(string name, T value)
    {
        lock (_root.Options)
            _root.Options[name] = value;
    }

    public bool TryGetOption<T>(string name, out T value)
    {
        lock (_root.Options)
        {
            var found = _root.Options.TryGetValue(name, out var stored);
            value = found ? (T)stored : default;
            return found;
        }
    }

    public T GetOptionOrDefault<T>(string name) => TryGetOption<T>(name, out var value) ? value : default;

    public bool RemoveOption(string name)
    {
        lock (_root.Options)
            return _root.Options.Remove(name);
    }

    private sealed class Root(Action<string, ChannelMessage> listener)
    {
        public Action<string, ChannelMessage> Listener { get; } = listener;

        public ComponentCatalog ComponentCatalog { get; } = new();

        public Dictionary<string, object> Options { get; } = [];

        public string TempFilePath { get; set; } = Path.GetTempPath();

        public bool FallbackToCpu { get; set; }

        public int? GpuDeviceId { get; set; }
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
