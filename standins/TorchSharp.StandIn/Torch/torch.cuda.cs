namespace TorchSharp;

public static partial class torch
{
    public static bool cuda_is_available() => cuda.is_available();

    public static class cuda
    {
        public static bool is_available() => Shim.shim_cuda_available() != 0;

        public static bool is_cudnn_available() => Shim.shim_cudnn_available() != 0;

        public static int device_count() => Shim.shim_cuda_count();

        public static void manual_seed(long seed) => Shim.Check(Shim.shim_cuda_seed(unchecked((ulong)seed), 0));

        public static void manual_seed_all(long seed) => Shim.Check(Shim.shim_cuda_seed(unchecked((ulong)seed), 1));

        public static void synchronize(Device device = null) => Shim.Check(Shim.shim_cuda_synchronize(device?.index ?? -1));
    }

    public static class backends
    {
        public static class cuda
        {
            public static bool flash_sdp_enabled() => Flag(3);

            public static bool math_sdp_enabled() => Flag(4);

            public static void enable_flash_sdp(bool enable) => SetFlag(3, enable);

            public static void enable_math_sdp(bool enable) => SetFlag(4, enable);

            public static class matmul
            {
                public static bool allow_tf32
                {
                    get => Flag(0);
                    set => SetFlag(0, value);
                }

                public static bool allow_fp16_reduced_precision_reduction
                {
                    get => Flag(2);
                    set => SetFlag(2, value);
                }
            }
        }

        public static class cudnn
        {
            public static bool allow_tf32
            {
                get => Flag(1);
                set => SetFlag(1, value);
            }
        }

        private static unsafe bool Flag(int flag)
        {
            int value;
            Shim.Check(Shim.shim_backend_flag(flag, &value));
            return value != 0;
        }

        private static void SetFlag(int flag, bool value) => Shim.Check(Shim.shim_set_backend_flag(flag, value ? 1 : 0));
    }
}
