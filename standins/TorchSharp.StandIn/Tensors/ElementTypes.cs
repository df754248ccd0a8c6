using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Which .NET type the elements of a tensor are read and written as.</summary>
internal static class ElementTypes
{
    internal static ScalarType Of<T>() => Of(typeof(T));

    internal static ScalarType Of(Type type)
    {
        if (type == typeof(float)) return ScalarType.Float32;
        if (type == typeof(double)) return ScalarType.Float64;
        if (type == typeof(long)) return ScalarType.Int64;
        if (type == typeof(int)) return ScalarType.Int32;
        if (type == typeof(byte)) return ScalarType.Byte;
        if (type == typeof(sbyte)) return ScalarType.Int8;
        if (type == typeof(short)) return ScalarType.Int16;
        if (type == typeof(bool)) return ScalarType.Bool;
        if (type == typeof(Half)) return ScalarType.Float16;
        if (type == typeof((float, float))) return ScalarType.ComplexFloat32;
        if (type == typeof(System.Numerics.Complex)) return ScalarType.ComplexFloat64;
        throw new NotSupportedException($"A tensor cannot have elements of type {type.Name}.");
    }

    internal static void Require<T>(ScalarType dtype)
    {
        if (Of<T>() != dtype)
            throw new ArgumentException($"{typeof(T).Name} is not compatible with {dtype}");
    }
}
