namespace Microsoft.ML.Data;

/// <summary>A field or property of a row class and the column type it stands for.</summary>
internal readonly record struct RowMember(MemberInfo Info, Type Type)
{
    public DataViewType InferColumnType()
    {
        var custom = Info.GetCustomAttributes().OfType<DataViewTypeAttribute>().FirstOrDefault();
        custom?.Register();
        if (DataViewTypeManager.FindOrNull(Type, custom) is { } registered)
            return registered;

        var isVector = RowMembers.TryGetItemType(Type, out var rawItem);
        PrimitiveDataViewType item = DataViewTypes.PrimitiveOrNull(rawItem)
            ?? throw new ArgumentException($"Could not determine an IDataView type and registered custom types for member {Info.Name}", nameof(Info));
        if (Info.GetCustomAttribute<KeyTypeAttribute>() is { } key)
        {
            if (!KeyDataViewType.IsValidDataType(rawItem))
                throw new ArgumentException($"Member {Info.Name} marked with KeyType attribute, but does not appear to be a valid kind of data for a key type", nameof(Info));

            item = new KeyDataViewType(rawItem, key.KeyCount?.Count ?? RowMembers.MaximumCountOf(rawItem));
        }

        var vector = Info.GetCustomAttribute<VectorTypeAttribute>();
        if (vector is not null && !isVector)
            throw new ArgumentException($"Member {Info.Name} marked with VectorType attribute, but does not appear to be a vector type", nameof(Info));

        return !isVector ? item : vector?.Dims is { Length: > 0 } dims ? new VectorDataViewType(item, dims) : new VectorDataViewType(item);
    }
}

internal static class RowMembers
{
    public static IEnumerable<RowMember> Of(Type type, SchemaDefinition.Direction direction)
    {
        const BindingFlags visible = BindingFlags.Public | BindingFlags.Instance;
        var fields = type.GetFields(visible).Where(f => !f.IsStatic).Select(f => new RowMember(f, f.FieldType));
        var properties = type.GetProperties(visible)
            .Where(p => p.GetIndexParameters().Length == 0
                && (!direction.HasFlag(SchemaDefinition.Direction.Read) || p.GetMethod is { IsPublic: true })
                && (!direction.HasFlag(SchemaDefinition.Direction.Write) || p.SetMethod is { IsPublic: true }))
            .Select(p => new RowMember(p, p.PropertyType));
        return fields.Concat(properties).Where(m => !m.Info.IsDefined(typeof(NoColumnAttribute)));
    }

    public static RowMember Find(Type type, string name)
    {
        var member = (MemberInfo)type.GetField(name) ?? type.GetProperty(name)
            ?? throw new ArgumentException($"No field or property with name '{name}' found in type '{type.FullName}'", nameof(name));
        return new RowMember(member, member is FieldInfo field ? field.FieldType : ((PropertyInfo)member).PropertyType);
    }

    public static bool TryGetItemType(Type type, out Type item)
    {
        var isArray = type.IsArray && type.GetArrayRank() == 1;
        var isBuffer = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(VBuffer<>);
        item = isArray ? type.GetElementType() : isBuffer ? type.GetGenericArguments()[0] : type;
        return isArray || isBuffer;
    }

    public static ulong MaximumCountOf(Type key) =>
        key == typeof(byte) ? byte.MaxValue : key == typeof(ushort) ? ushort.MaxValue : key == typeof(uint) ? uint.MaxValue : ulong.MaxValue;

    /// <summary>The value as a column holds it: text as memory, arrays as buffers.</summary>
    public static object ToRaw(object value, DataViewType type) => value switch
    {
        string text when type is TextDataViewType => text.AsMemory(),
        string[] texts when type is VectorDataViewType { ItemType: TextDataViewType } =>
            new VBuffer<ReadOnlyMemory<char>>(texts.Length, [.. texts.Select(t => t.AsMemory())]),
        Array array when type is VectorDataViewType => Activator.CreateInstance(type.RawType, array.Length, array, null),
        not null when value.GetType() == type.RawType => value,
        _ => throw new ArgumentException($"A {value?.GetType()} is not the value of a {type}.", nameof(value)),
    };
}
