using System.Runtime.InteropServices;

namespace TorchSharp;

public static unsafe partial class torch
{
    public static Tensor as_tensor(Tensor data, ScalarType? dtype = null, Device device = null)
    {
        if ((dtype is null || dtype == data.dtype) && (device is null || SamePlace(device, data)))
            return data.alias();
        return data.to(dtype ?? data.dtype, device ?? data.device);
    }

    public static Tensor as_tensor(Array data, ScalarType? dtype = null, Device device = null) => from_array(data, dtype, device);

    /// <summary>Shares the array's memory, unless type or device ask for another.</summary>
    public static Tensor from_array(Array rawArray, ScalarType? dtype, Device device = null, bool requires_grad = false, string[] names = null)
    {
        var own = ElementTypes.Of(rawArray.GetType().GetElementType());
        return Placed(Shared(rawArray, own, Shape(rawArray), 0), dtype, device, requires_grad, names);
    }

    public static Tensor from_array(Array rawArray, Device device = null) => from_array(rawArray, null, device);

    public static Tensor frombuffer(Array rawArray, ScalarType dtype, long count = -1, long offset = 0, bool requires_grad = false)
    {
        ArgumentNullException.ThrowIfNull(rawArray);
        var size = Marshal.SizeOf(rawArray.GetType().GetElementType() == typeof(bool) ? typeof(byte) : rawArray.GetType().GetElementType());
        var elements = count < 0 ? rawArray.LongLength - offset : count;
        if (offset < 0 || elements < 0 || offset + elements > rawArray.LongLength)
            throw new ArgumentException("element count is out of range", nameof(count));
        var own = ElementTypes.Of(rawArray.GetType().GetElementType());
        return Placed(Shared(rawArray, own, [elements], offset * size), dtype, null, requires_grad, null);
    }

    /// <summary>A tensor with a copy of the elements.</summary>
    internal static Tensor Copied<T>(ReadOnlySpan<T> data, ReadOnlySpan<long> dimensions, ScalarType? dtype, Device device, bool requires_grad, string[] names = null)
        where T : unmanaged
    {
        nint handle;
        fixed (T* from = data)
        fixed (long* sizes = dimensions)
            Shim.Check(Shim.shim_from_copy(from, (long)data.Length * sizeof(T), sizes, dimensions.Length, (int)ElementTypes.Of<T>(), &handle));
        return Placed(new Tensor(handle), dtype, device, requires_grad, names);
    }

    private static Tensor Shared(Array array, ScalarType type, long[] shape, long byteOffset)
    {
        var pin = GCHandle.Alloc(array, GCHandleType.Pinned);
        nint handle;
        fixed (long* sizes = shape)
        {
            Shim.Check(Shim.shim_from_blob(
                (byte*)pin.AddrOfPinnedObject() + byteOffset, sizes, shape.Length, (int)type, &FunctionCallbacks.Unpin, GCHandle.ToIntPtr(pin), &handle));
        }

        return new Tensor(handle);
    }

    private static Tensor Placed(Tensor made, ScalarType? dtype, Device device, bool requires_grad, string[] names)
    {
        var place = OrDefault(device);
        if ((dtype is { } type && type != made.dtype) || (place is not null && !SamePlace(place, made)))
        {
            using var before = made;
            made = before.to(dtype ?? before.dtype, place ?? CPU);
        }

        return Finish(made, requires_grad, names);
    }

    private static bool SamePlace(Device device, Tensor tensor) =>
        device.type == tensor.device_type && (device.index == -1 || device.type == DeviceType.CPU || device.index == tensor.device_index);

    private static long[] Shape(Array array)
    {
        var shape = new long[array.Rank];
        for (var i = 0; i < shape.Length; i++)
            shape[i] = array.GetLongLength(i);
        return shape;
    }

    private static ReadOnlySpan<T> Flat<T>(Array array) =>
        MemoryMarshal.CreateReadOnlySpan(ref System.Runtime.CompilerServices.Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array)), array.Length);
}
