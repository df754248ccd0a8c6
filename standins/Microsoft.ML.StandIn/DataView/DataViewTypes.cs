namespace Microsoft.ML.Data;

/// <summary>Goes between raw types, data kinds and column types.</summary>
internal static class DataViewTypes
{
    private static readonly PrimitiveDataViewType[] Primitives =
    [
        .. NumberDataViewType.All, TextDataViewType.Instance, BooleanDataViewType.Instance, TimeSpanDataViewType.Instance,
        DateTimeDataViewType.Instance, DateTimeOffsetDataViewType.Instance, RowIdDataViewType.Instance,
    ];

    public static PrimitiveDataViewType PrimitiveOrNull(Type rawType) =>
        rawType == typeof(string) ? TextDataViewType.Instance : Primitives.FirstOrDefault(p => p.RawType == rawType);

    public static PrimitiveDataViewType Primitive(Type rawType) =>
        PrimitiveOrNull(rawType) ?? throw new ArgumentException($"{rawType} is not the type of a primitive column.", nameof(rawType));

    public static PrimitiveDataViewType Of(DataKind kind) => kind switch
    {
        DataKind.SByte => NumberDataViewType.SByte,
        DataKind.Byte => NumberDataViewType.Byte,
        DataKind.Int16 => NumberDataViewType.Int16,
        DataKind.UInt16 => NumberDataViewType.UInt16,
        DataKind.Int32 => NumberDataViewType.Int32,
        DataKind.UInt32 => NumberDataViewType.UInt32,
        DataKind.Int64 => NumberDataViewType.Int64,
        DataKind.UInt64 => NumberDataViewType.UInt64,
        DataKind.Single => NumberDataViewType.Single,
        DataKind.Double => NumberDataViewType.Double,
        DataKind.String => TextDataViewType.Instance,
        DataKind.Boolean => BooleanDataViewType.Instance,
        DataKind.TimeSpan => TimeSpanDataViewType.Instance,
        DataKind.DateTime => DateTimeDataViewType.Instance,
        DataKind.DateTimeOffset => DateTimeOffsetDataViewType.Instance,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static DataViewType ItemTypeOf(this DataViewType type) => type is VectorDataViewType vector ? vector.ItemType : type;

    public static DataKind KindOf(Type rawType) => rawType == typeof(string) ? DataKind.String : Enum.GetValues<DataKind>().First(k => Of(k).RawType == rawType);

    public static bool IsStandardScalar(this DataViewType type) => type is not KeyDataViewType && Primitives.Contains(type);
}
