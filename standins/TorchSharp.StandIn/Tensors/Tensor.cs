namespace TorchSharp;

public static partial class torch
{
    /// <summary>A handle of a native tensor: one reference of its own to what may be shared memory.</summary>
    public partial class Tensor : IDisposable, IScoped
    {
        private static long s_total;
        private static long s_peak;
        private nint _handle;

        internal Tensor(nint handle)
        {
            _handle = handle;
            var total = Interlocked.Increment(ref s_total);
            if (total > s_peak)
                s_peak = total;
            OwningDisposeScope = DisposeScopeManager.OfThread.Register(this);
        }

        ~Tensor() => Dispose(false);

        public static long TotalCount => s_total;

        public static long PeakCount => s_peak;

#nullable enable annotations
        public string? name { get; set; }
#nullable restore annotations

        public bool IsInvalid => _handle == 0;

        public nint Handle => _handle != 0 ? _handle : throw new InvalidOperationException("Tensor invalid -- empty handle.");

        internal DisposeScope OwningDisposeScope { get; private set; }

        DisposeScope IScoped.Scope
        {
            get => OwningDisposeScope;
            set => OwningDisposeScope = value;
        }

        LifetimeStatistics IScoped.CountsIn(ThreadDisposeScopeStatistics statistics) => statistics.TensorStatistics;

        public static Tensor UnsafeCreateTensor(nint handle) => new(handle);

        public void Dispose()
        {
            if (_handle != 0)
                DisposeScopeManager.OfThread.Disposing(this);
            OwningDisposeScope?.Forget(this);
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            var handle = Interlocked.Exchange(ref _handle, 0);
            if (handle == 0)
                return;
            Interlocked.Decrement(ref s_total);
            Shim.shim_free(handle);
        }

        public nint DecoupleFromNativeHandle()
        {
            GC.SuppressFinalize(this);
            var handle = Interlocked.Exchange(ref _handle, 0);
            if (handle == 0)
                throw new InvalidOperationException("Tensor invalid -- empty handle.");
            Interlocked.Decrement(ref s_total);
            return handle;
        }

        /// <summary>Makes this object the owner of another native tensor: how moving a module keeps its objects' identity, where it does.</summary>
        internal void ReplaceHandle(nint handle)
        {
            var before = Interlocked.Exchange(ref _handle, handle);
            if (before != 0)
                Shim.shim_free(before);
        }

        public Tensor MoveToOuterDisposeScope()
        {
            OwningDisposeScope?.MoveToOuter(this);
            return this;
        }

        public Tensor MoveToOtherDisposeScope(Tensor other) => MoveToOtherDisposeScope(other.OwningDisposeScope);

        public Tensor MoveToOtherDisposeScope(DisposeScope other)
        {
            if (OwningDisposeScope is not null)
                OwningDisposeScope.MoveToOther(other, this);
            else
                other?.Attach(this);
            return this;
        }

        public Tensor DetachFromDisposeScope()
        {
            OwningDisposeScope?.Detach(this);
            return this;
        }

        public override bool Equals(object obj) => obj is Tensor other && Equals(other);

        public bool Equals(Tensor target) => target is not null && Aten.CallInt("aten::equal", this, target) != 0;

        public override int GetHashCode() => base.GetHashCode();

        public override string ToString() => IsInvalid ? "" : $"[{string.Join("x", shape)}], type = {dtype}, device = {device}";

        public static Tensor Load(BinaryReader reader) => TensorExtensionMethods.Load(reader);

        public static Tensor Load(Stream stream)
        {
            using var reader = new BinaryReader(stream);
            return Load(reader);
        }

        public static Tensor Load(string location)
        {
            using var stream = File.OpenRead(location);
            return Load(stream);
        }

        public static Tensor load(string location) => Load(location);

        public void save(string location) => this.Save(location);
    }
}
