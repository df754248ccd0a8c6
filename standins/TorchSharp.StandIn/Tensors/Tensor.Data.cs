using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        public TensorAccessor<T> data<T>()
            where T : unmanaged
        {
            ElementTypes.Require<T>(dtype);
            RequireCpu();
            return new TensorAccessor<T>(this);
        }

        public T item<T>()
            where T : unmanaged
        {
            if (numel() != 1)
                throw new ArgumentException($"Number of elements in the tensor must be 1, it is {numel()}.");
            return ReadCpuValue<T>(0);
        }

        public Scalar ToScalar()
        {
            int kind;
            long integer;
            double number, imaginary;
            Shim.Check(Shim.shim_item(Handle, &kind, &integer, &number, &imaginary));
            GC.KeepAlive(this);
            return (ValueTag)kind switch
            {
                ValueTag.Double => number,
                ValueTag.Bool => integer != 0,
                ValueTag.Int => integer,
                _ => throw new NotSupportedException("Complex scalars are not part of this binding."),
            };
        }

        public Span<byte> bytes
        {
            get => new(ContiguousData(), checked((int)(numel() * element_size())));

            set
            {
                var size = numel() * element_size();
                if (size != value.Length)
                    throw new ArgumentException($"Mismatched data sizes in TensorByteAccessor: the tensor has {size} bytes, {value.Length} were given.");
                value.CopyTo(new Span<byte>(ContiguousData(), value.Length));
            }
        }

        public void WriteBytesToStream(Stream stream, int bufferSize = 1024)
        {
            RequireCpu();
            using var here = contiguous();
            stream.Write(here.bytes);
        }

        public void ReadBytesFromStream(Stream stream, int bufferSize = 1024) => stream.ReadExactly(bytes);

        public bool ReadCpuBool(long i) => ReadCpuValue<bool>(i);

        public byte ReadCpuByte(long i) => ReadCpuValue<byte>(i);

        public sbyte ReadCpuSByte(long i) => ReadCpuValue<sbyte>(i);

        public short ReadCpuInt16(long i) => ReadCpuValue<short>(i);

        public int ReadCpuInt32(long i) => ReadCpuValue<int>(i);

        public long ReadCpuInt64(long i) => ReadCpuValue<long>(i);

        public float ReadCpuSingle(long i) => ReadCpuValue<float>(i);

        public double ReadCpuDouble(long i) => ReadCpuValue<double>(i);

        public float ReadCpuFloat16(long i) => (float)ReadCpuValue<Half>(i);

        public T ReadCpuValue<T>(long i)
            where T : unmanaged
        {
            ElementTypes.Require<T>(dtype);
            if (i < 0 || i >= numel())
                throw new IndexOutOfRangeException("The index is greater than the number of elements in the tensor");
            RequireCpu();
            var value = ((T*)DataPointer())[i];
            GC.KeepAlive(this);
            return value;
        }

        private void RequireCpu()
        {
            if (device_type != DeviceType.CPU)
            {
                throw new InvalidOperationException(
                    "Reading data from non-CPU memory is not supported. Move or copy the tensor to the cpu before reading.");
            }
        }

        internal void* DataPointer()
        {
            void* data;
            Shim.Check(Shim.shim_data(Handle, &data));
            GC.KeepAlive(this);
            return data;
        }

        private void* ContiguousData()
        {
            if (!is_contiguous())
                throw new NotSupportedException("Bytes() called on non-contiguous tensor.");
            RequireCpu();
            return DataPointer();
        }
    }
}
