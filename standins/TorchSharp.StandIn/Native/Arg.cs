using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>One argument of an operator, made by implicit conversion; no object is allocated for it.</summary>
internal readonly struct Arg
{
    internal readonly object Reference;
    internal readonly long Bits;
    internal readonly ValueTag Tag;

    private Arg(ValueTag tag, long bits, object reference = null)
    {
        Tag = tag;
        Bits = bits;
        Reference = reference;
    }

    internal static Arg None => default;

    public static implicit operator Arg(Tensor value) => value is null ? default : new(ValueTag.Tensor, value.Handle, value);
    public static implicit operator Arg(long value) => new(ValueTag.Int, value);
    public static implicit operator Arg(int value) => new(ValueTag.Int, value);
    public static implicit operator Arg(double value) => new(ValueTag.Double, BitConverter.DoubleToInt64Bits(value));
    public static implicit operator Arg(bool value) => new(ValueTag.Bool, value ? 1 : 0);
    public static implicit operator Arg(long? value) => value is { } v ? v : default(Arg);
    public static implicit operator Arg(int? value) => value is { } v ? v : default(Arg);
    public static implicit operator Arg(double? value) => value is { } v ? v : default(Arg);
    public static implicit operator Arg(bool? value) => value is { } v ? v : default(Arg);
    public static implicit operator Arg(long[] value) => value is null ? default : new(ValueTag.IntList, 0, value);
    public static implicit operator Arg(ReadOnlySpan<long> value) => new(ValueTag.IntList, 0, value.ToArray());
    public static implicit operator Arg(double[] value) => value is null ? default : new(ValueTag.DoubleList, 0, value);
    public static implicit operator Arg(Tensor[] value) => value is null ? default : new(ValueTag.TensorList, 0, value);
    public static implicit operator Arg(string value) => value is null ? default : new(ValueTag.String, 0, value);
    public static implicit operator Arg(Scalar value) => value is null ? default : new(value.Tag, value.Bits);
    public static implicit operator Arg(ScalarType value) => new(ValueTag.Int, (long)value);
    public static implicit operator Arg(ScalarType? value) => value is { } v ? v : default(Arg);
    public static implicit operator Arg(Device value) =>
        value is null ? default : new(ValueTag.Device, ((long)value.type << 32) | (uint)value.index);
    public static implicit operator Arg(Generator value) => value is null ? default : new(ValueTag.Generator, value.Handle, value);
}
