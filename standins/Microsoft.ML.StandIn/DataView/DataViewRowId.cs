namespace Microsoft.ML.Data;

public readonly struct DataViewRowId : IComparable<DataViewRowId>, IEquatable<DataViewRowId>
{
    public readonly ulong Low;
    public readonly ulong High;

    public DataViewRowId(ulong low, ulong high)
    {
        Low = low;
        High = high;
    }

    public DataViewRowId Fork() => new(Mix(Low ^ 0x9E3779B97F4A7C15UL), Mix(High + 0xC2B2AE3D27D4EB4FUL + Low));

    public DataViewRowId Next() => new(Mix(Low + 0x165667B19E3779F9UL), Mix(High ^ 0x27D4EB2F165667C5UL ^ Low));

    public DataViewRowId Combine(DataViewRowId other) => new(Mix(Low * 31 + other.Low), Mix(High * 31 + other.High + Low));

    public bool Equals(DataViewRowId other) => Low == other.Low && High == other.High;

    public override bool Equals(object obj) => obj is DataViewRowId other && Equals(other);

    public int CompareTo(DataViewRowId other) => High != other.High ? High.CompareTo(other.High) : Low.CompareTo(other.Low);

    public override int GetHashCode() => HashCode.Combine(Low, High);

    public override string ToString() => $"{High:x16}{Low:x16}";

    internal static ulong Mix(ulong value)
    {
        value ^= value >> 33;
        value *= 0xFF51AFD7ED558CCDUL;
        value ^= value >> 33;
        value *= 0xC4CEB9FE1A85EC53UL;
        return value ^ (value >> 33);
    }
}
