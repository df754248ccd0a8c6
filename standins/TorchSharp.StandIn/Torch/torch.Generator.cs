namespace TorchSharp;

public static partial class torch
{
    public unsafe class Generator : IDisposable
    {
        private static readonly Lazy<Generator> s_default = new(() => new Generator(CPU, isDefault: true, seed: 0));
        private nint _handle;

        public Generator(ulong seed = 0, Device device = null)
            : this(device ?? CPU, isDefault: false, seed)
        {
        }

        private Generator(Device device, bool isDefault, ulong seed)
        {
            this.device = device;
            nint handle;
            Shim.Check(Shim.shim_generator((int)device.type, device.index, isDefault ? 1 : 0, seed, &handle));
            _handle = handle;
        }

        ~Generator() => Dispose(false);

        public static Generator Default => s_default.Value;

        public Device device { get; }

        public nint Handle => _handle != 0 ? _handle : throw new ObjectDisposedException(nameof(Generator));

        public Generator manual_seed(long seed)
        {
            TryInitializeDeviceType(device.type);
            Shim.Check(Shim.shim_generator_manual_seed(Handle, unchecked((ulong)seed)));
            GC.KeepAlive(this);
            return this;
        }

        public long seed()
        {
            ulong value;
            Shim.Check(Shim.shim_generator_seed(Handle, &value));
            GC.KeepAlive(this);
            return unchecked((long)value);
        }

        public long initial_seed()
        {
            ulong value;
            Shim.Check(Shim.shim_generator_initial_seed(Handle, &value));
            GC.KeepAlive(this);
            return unchecked((long)value);
        }

        public Tensor get_state()
        {
            nint state;
            Shim.Check(Shim.shim_generator_state(Handle, &state));
            GC.KeepAlive(this);
            return new Tensor(state);
        }

        public void set_state(Tensor value)
        {
            Shim.Check(Shim.shim_set_generator_state(Handle, value.Handle));
            GC.KeepAlive(value);
            GC.KeepAlive(this);
        }

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            var handle = Interlocked.Exchange(ref _handle, 0);
            if (handle != 0)
                Shim.shim_free_generator(handle);
        }
    }

    public static Generator manual_seed(long seed)
    {
        Shim.Check(Shim.shim_manual_seed(unchecked((ulong)seed)));
        return Generator.Default;
    }

    public static long seed() => random.seed();

    public static long initial_seed() => random.initial_seed();

    public static Tensor get_rng_state() => random.get_rng_state();

    public static void set_rng_state(Tensor new_state) => random.set_rng_state(new_state);

    public static class random
    {
        public static Generator manual_seed(long seed) => torch.manual_seed(seed);

        public static long seed()
        {
            var seed = Generator.Default.seed();
            cuda.manual_seed_all(seed);
            return seed;
        }

        public static long initial_seed() => Generator.Default.initial_seed();

        public static Tensor get_rng_state() => Generator.Default.get_state();

        public static void set_rng_state(Tensor new_state) => Generator.Default.set_state(new_state);
    }
}
