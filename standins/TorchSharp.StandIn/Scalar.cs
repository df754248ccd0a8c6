using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>A number of any kind, as operators take it. Holds the value itself: there is nothing native behind it.</summary>
public sealed class Scalar : IDisposable
{
    internal readonly ValueTag Tag;
    internal readonly long Bits;

    private Scalar(ScalarType type, long value)
    {
        Type = type;
        Tag = type == ScalarType.Bool ? ValueTag.Bool : ValueTag.Int;
        Bits = value;
    }

    private Scalar(ScalarType type, double value)
    {
        Type = type;
        Tag = ValueTag.Double;
        Bits = BitConverter.DoubleToInt64Bits(value);
    }

    public ScalarType Type { get; }

    internal double AsDouble => Tag == ValueTag.Double ? BitConverter.Int64BitsToDouble(Bits) : Bits;
    internal long AsInt64 => Tag == ValueTag.Double ? (long)BitConverter.Int64BitsToDouble(Bits) : Bits;

    public static implicit operator Scalar(byte value) => new(ScalarType.Byte, (long)value);
    public static implicit operator Scalar(sbyte value) => new(ScalarType.Int8, (long)value);
    public static implicit operator Scalar(short value) => new(ScalarType.Int16, (long)value);
    public static implicit operator Scalar(int value) => new(ScalarType.Int32, (long)value);
    public static implicit operator Scalar(long value) => new(ScalarType.Int64, value);
    public static implicit operator Scalar(Half value) => new(ScalarType.Float16, (double)value);
    public static implicit operator Scalar(float value) => new(ScalarType.Float32, (double)value);
    public static implicit operator Scalar(double value) => new(ScalarType.Float64, value);
    public static implicit operator Scalar(bool value) => new(ScalarType.Bool, value ? 1 : 0L);

    public void Dispose()
    {
    }
}
