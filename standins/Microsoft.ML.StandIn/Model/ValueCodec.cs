namespace Microsoft.ML;

/// <summary>Writes column types and values of the built-in types as bytes.</summary>
internal static class ValueCodec
{
    private const byte KeyCode = 64;
    private const byte VectorCode = 65;

    public static bool Knows(DataViewType type) => type switch
    {
        VectorDataViewType vector => Knows(vector.ItemType),
        KeyDataViewType => true,
        _ => type.IsStandardScalar() && type is not RowIdDataViewType,
    };

    public static void WriteType(BinaryWriter writer, DataViewType type)
    {
        switch (type)
        {
            case VectorDataViewType vector:
                writer.Write(VectorCode);
                WriteType(writer, vector.ItemType);
                writer.Write(vector.Dimensions.Length);
                foreach (var dimension in vector.Dimensions)
                    writer.Write(dimension);
                break;
            case KeyDataViewType key:
                writer.Write(KeyCode);
                writer.Write((byte)DataViewTypes.KindOf(key.RawType));
                writer.Write(key.Count);
                break;
            default:
                writer.Write((byte)DataViewTypes.KindOf(type.RawType));
                break;
        }
    }

    public static DataViewType ReadType(BinaryReader reader)
    {
        var code = reader.ReadByte();
        if (code == KeyCode)
            return new KeyDataViewType(DataViewTypes.Of((DataKind)reader.ReadByte()).RawType, reader.ReadUInt64());
        if (code != VectorCode)
            return DataViewTypes.Of((DataKind)code);

        var item = (PrimitiveDataViewType)ReadType(reader);
        var dimensions = new int[reader.ReadInt32()];
        for (var i = 0; i < dimensions.Length; i++)
            dimensions[i] = reader.ReadInt32();
        return new VectorDataViewType(item, dimensions);
    }

    public static void Write(BinaryWriter writer, DataViewType type, object value)
    {
        if (type is VectorDataViewType vector)
            Call(nameof(WriteVector), vector.ItemType.RawType, writer, vector.ItemType, value);
        else
            WriteScalar(writer, type.RawType, value);
    }

    public static object Read(BinaryReader reader, DataViewType type) =>
        type is VectorDataViewType vector ? Call(nameof(ReadVector), vector.ItemType.RawType, reader, vector.ItemType) : ReadScalar(reader, type.RawType);

    private static object Call(string method, Type item, params object[] arguments) =>
        typeof(ValueCodec).GetMethod(method, BindingFlags.Static | BindingFlags.NonPublic)
            .MakeGenericMethod(item).Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);

    private static void WriteVector<T>(BinaryWriter writer, DataViewType item, VBuffer<T> value)
    {
        writer.Write(value.Length);
        foreach (var element in value.DenseValues())
            WriteScalar(writer, item.RawType, element);
    }

    private static VBuffer<T> ReadVector<T>(BinaryReader reader, DataViewType item)
    {
        var values = new T[reader.ReadInt32()];
        for (var i = 0; i < values.Length; i++)
            values[i] = (T)ReadScalar(reader, item.RawType);
        return new VBuffer<T>(values.Length, values);
    }

    private static void WriteScalar(BinaryWriter writer, Type type, object value)
    {
        switch (value)
        {
            case sbyte v: writer.Write(v); break;
            case byte v: writer.Write(v); break;
            case short v: writer.Write(v); break;
            case ushort v: writer.Write(v); break;
            case int v: writer.Write(v); break;
            case uint v: writer.Write(v); break;
            case long v: writer.Write(v); break;
            case ulong v: writer.Write(v); break;
            case float v: writer.Write(v); break;
            case double v: writer.Write(v); break;
            case bool v: writer.Write(v); break;
            case ReadOnlyMemory<char> v: writer.Write(v.ToString()); break;
            case TimeSpan v: writer.Write(v.Ticks); break;
            case DateTime v: writer.Write(v.Ticks); break;
            case DateTimeOffset v: writer.Write(v.Ticks); writer.Write(v.Offset.Ticks); break;
            default: throw new InvalidOperationException($"A {type} has no written form.");
        }
    }

    private static object ReadScalar(BinaryReader reader, Type type) =>
        type == typeof(sbyte) ? reader.ReadSByte()
        : type == typeof(byte) ? reader.ReadByte()
        : type == typeof(short) ? reader.ReadInt16()
        : type == typeof(ushort) ? reader.ReadUInt16()
        : type == typeof(int) ? reader.ReadInt32()
        : type == typeof(uint) ? reader.ReadUInt32()
        : type == typeof(long) ? reader.ReadInt64()
        : type == typeof(ulong) ? reader.ReadUInt64()
        : type == typeof(float) ? reader.ReadSingle()
        : type == typeof(double) ? reader.ReadDouble()
        : type == typeof(bool) ? reader.ReadBoolean()
        : type == typeof(ReadOnlyMemory<char>) ? reader.ReadString().AsMemory()
        : type == typeof(TimeSpan) ? new TimeSpan(reader.ReadInt64())
        : type == typeof(DateTime) ? new DateTime(reader.ReadInt64())
        : type == typeof(DateTimeOffset) ? (object)new DateTimeOffset(reader.ReadInt64(), new TimeSpan(reader.ReadInt64()))
        : throw new InvalidOperationException($"A {type} has no written form.");
}
