namespace Microsoft.ML.Data;

/// <summary>A 1-based index into a known set of values; 0 is the missing value.</summary>
public sealed class KeyDataViewType : PrimitiveDataViewType
{
    public KeyDataViewType(Type type, ulong count)
        : base(type)
    {
        if (count == 0 || MaximumOf(type) < count)
            throw new ArgumentOutOfRangeException(nameof(count), count, $"The cardinality of a key of {type.Name} must be from 1 to {MaximumOf(type)}.");

        Count = count;
    }

    public KeyDataViewType(Type type, int count)
        : this(type, checked((ulong)count))
    {
    }

    public ulong Count { get; }

    public static bool IsValidDataType(Type type) =>
        type == typeof(byte) || type == typeof(ushort) || type == typeof(uint) || type == typeof(ulong);

    public override bool Equals(DataViewType other) => other is KeyDataViewType key && key.RawType == RawType && key.Count == Count;

    public override bool Equals(object other) => other is DataViewType type && Equals(type);

    public override int GetHashCode() => HashCode.Combine(RawType, Count);

    public override string ToString() => $"Key<{RawType.Name}, 0-{Count - 1}>";

    private static ulong MaximumOf(Type type) =>
        type == typeof(byte) ? byte.MaxValue
        : type == typeof(ushort) ? ushort.MaxValue
        : type == typeof(uint) ? uint.MaxValue
        : type == typeof(ulong) ? ulong.MaxValue
        : throw new ArgumentException($"A key cannot be a {type}.", nameof(type));
}
