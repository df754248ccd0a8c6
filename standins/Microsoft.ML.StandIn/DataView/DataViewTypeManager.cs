namespace Microsoft.ML.Data;

/// <summary>Knows which column type a custom member type (with its attribute) stands for.</summary>
public static class DataViewTypeManager
{
    private static readonly Lock Gate = new();
    private static readonly List<(Type Type, DataViewTypeAttribute Attribute, DataViewType ViewType)> Registered = [];

    public static void Register(DataViewType dataViewType, Type type, IEnumerable<Attribute> typeAttributes)
    {
        var attributes = typeAttributes?.OfType<DataViewTypeAttribute>().ToArray() ?? [];
        if (attributes.Length > 1)
            throw new ArgumentException("A member has at most one data view type attribute.", nameof(typeAttributes));

        Register(dataViewType, type, attributes.FirstOrDefault());
    }

    public static void Register(DataViewType dataViewType, Type type, DataViewTypeAttribute typeAttribute = null)
    {
        ArgumentNullException.ThrowIfNull(dataViewType);
        ArgumentNullException.ThrowIfNull(type);
        lock (Gate)
        {
            var known = Registered.FindIndex(r => r.Type == type && Equals(r.Attribute, typeAttribute));
            if (known < 0)
                Registered.Add((type, typeAttribute, dataViewType));
            else if (!Registered[known].ViewType.Equals(dataViewType))
                throw new InvalidOperationException($"{type} is already registered as {Registered[known].ViewType}.");
        }
    }

    internal static DataViewType FindOrNull(Type type, DataViewTypeAttribute attribute)
    {
        lock (Gate)
            return Registered.FirstOrDefault(r => r.Type == type && Equals(r.Attribute, attribute)).ViewType;
    }
}

[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public abstract class DataViewTypeAttribute : Attribute, IEquatable<DataViewTypeAttribute>
{
    public abstract void Register();

    public abstract bool Equals(DataViewTypeAttribute other);
}
