using System.Collections;
using static TorchSharp.torch;

namespace TorchSharp.Utils;

/// <summary>Reads and writes a tensor's elements in row-major order, whatever its strides.</summary>
public sealed unsafe class TensorAccessor<T> : IDisposable, IEnumerable<T>
    where T : unmanaged
{
    private readonly Tensor _tensor;
    private readonly long[] _sizes;
    private readonly long[] _strides;
    private readonly T* _data;

    internal TensorAccessor(Tensor tensor)
    {
        _tensor = tensor; // keeps the memory alive, so long as nobody disposes the tensor
        _sizes = tensor.shape;
        _strides = tensor.stride();
        _data = (T*)tensor.DataPointer();
        Count = tensor.numel();
        Contiguous = tensor.is_contiguous();
    }

    public long Count { get; }

    public bool IsReadOnly => false;

    private bool Contiguous { get; }

    public T this[params long[] indices]
    {
        get => _data[Offset(indices)];
        set => _data[Offset(indices)] = value;
    }

    public T[] ToArray()
    {
        var array = new T[Count];
        CopyTo(array.AsSpan());
        return array;
    }

    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var target = array[arrayIndex..];
        var count = Math.Min(target.Length, Count - tensorIndex);
        if (Contiguous)
        {
            new ReadOnlySpan<T>(_data + tensorIndex, checked((int)count)).CopyTo(target);
        }
        else
        {
            for (var i = 0; i < count; i++)
                target[i] = _data[Strided(tensorIndex + i)];
        }

        GC.KeepAlive(_tensor);
    }

    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyFrom((ReadOnlySpan<T>)array, arrayIndex, tensorIndex);

    public void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var source = array[arrayIndex..];
        var count = (int)Math.Min(source.Length, Count - tensorIndex);
        for (var i = 0; i < count; i++)
            _data[Contiguous ? tensorIndex + i : Strided(tensorIndex + i)] = source[i];
        GC.KeepAlive(_tensor);
    }

    public IEnumerator<T> GetEnumerator()
    {
        for (long i = 0; i < Count; i++)
            yield return At(i);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void Dispose()
    {
    }

    private T At(long position) => _data[Contiguous ? position : Strided(position)];

    private long Offset(long[] indices)
    {
        if (indices.Length == 1 && _sizes.Length != 1)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(indices[0], Math.Max(Count, 1), nameof(indices));
            return Contiguous ? indices[0] : Strided(indices[0]);
        }

        if (indices.Length != _sizes.Length)
            throw new ArgumentException($"{indices.Length} indices for {_sizes.Length} dimensions.", nameof(indices));
        long offset = 0;
        for (var i = 0; i < indices.Length; i++)
        {
            if (indices[i] < 0 || indices[i] >= _sizes[i])
                throw new IndexOutOfRangeException($"Index {indices[i]} is out of range for dimension {i} of size {_sizes[i]}.");
            offset += indices[i] * _strides[i];
        }

        return offset;
    }

    private long Strided(long position)
    {
        long offset = 0;
        for (var i = _sizes.Length - 1; i >= 0; i--)
        {
            offset += position % _sizes[i] * _strides[i];
            position /= _sizes[i];
        }

        return offset;
    }
}
