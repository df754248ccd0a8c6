namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        public long dim()
        {
            var value = Shim.shim_dim(Handle);
            GC.KeepAlive(this);
            return value;
        }

        public long ndim => dim();

        public long Dimensions => dim();

        public long numel()
        {
            var value = Shim.shim_numel(Handle);
            GC.KeepAlive(this);
            return value;
        }

        public long NumberOfElements => numel();

        public long[] shape
        {
            get
            {
                var sizes = new long[dim()];
                fixed (long* target = sizes)
                    Shim.shim_sizes(Handle, target);
                GC.KeepAlive(this);
                return sizes;
            }
        }

        public long[] size() => shape;

        public long size(int dim)
        {
            var rank = Shim.shim_dim(Handle);
            var index = dim < 0 ? dim + rank : dim;
            if (index < 0 || index >= rank)
                throw new IndexOutOfRangeException($"Dimension {dim} is out of range for a tensor of {rank} dimensions.");
            var value = Shim.shim_size(Handle, index);
            GC.KeepAlive(this);
            return value;
        }

        public long[] stride()
        {
            var strides = new long[dim()];
            fixed (long* target = strides)
                Shim.Check(Shim.shim_strides(Handle, target));
            GC.KeepAlive(this);
            return strides;
        }

        public long stride(int dim) => stride()[dim < 0 ? dim + (int)ndim : dim];

        public ScalarType dtype
        {
            get
            {
                var value = (ScalarType)Shim.shim_dtype(Handle);
                GC.KeepAlive(this);
                return value;
            }
        }

        public Device device
        {
            get
            {
                int type, index;
                Shim.shim_device(Handle, &type, &index);
                GC.KeepAlive(this);
                return new Device((DeviceType)type, index);
            }
        }

        public DeviceType device_type
        {
            get
            {
                int type, index;
                Shim.shim_device(Handle, &type, &index);
                GC.KeepAlive(this);
                return (DeviceType)type;
            }
        }

        public int device_index
        {
            get
            {
                int type, index;
                Shim.shim_device(Handle, &type, &index);
                GC.KeepAlive(this);
                return index;
            }
        }

        public bool is_cuda => device_type == DeviceType.CUDA;

        public bool is_meta => device_type == DeviceType.META;

        public bool is_cpu() => device_type == DeviceType.CPU;

        public long storage_offset() => Info(out _).Offset;

        public long element_size() => Info(out _).ElementSize;

        public long ElementSize => element_size();

        public bool is_sparse => Flag(1);

        public bool is_contiguous() => Flag(2);

        public bool is_conj() => Flag(4);

        public bool is_neg() => Flag(8);

        public bool is_leaf => Flag(16);

        public bool is_quantized() => Flag(64);

        public bool is_pinned() => Aten.CallInt("aten::is_pinned", this) != 0;

        public bool is_complex() => torch.is_complex(dtype);

        public bool is_floating_point() => torch.is_floating_point(dtype);

        public bool is_integral() => torch.is_integral(dtype);

        public bool is_nonzero() => Aten.CallInt("aten::is_nonzero", this) != 0;

        private bool Flag(int flag)
        {
            Info(out var flags);
            return (flags & flag) != 0;
        }

        private (long Offset, long ElementSize) Info(out int flags)
        {
            long offset, elementSize;
            int bits;
            Shim.Check(Shim.shim_info(Handle, &offset, &elementSize, &bits));
            GC.KeepAlive(this);
            flags = bits;
            return (offset, elementSize);
        }
    }
}
