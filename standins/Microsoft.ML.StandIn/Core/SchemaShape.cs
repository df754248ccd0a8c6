using System.Collections;

namespace Microsoft.ML;

/// <summary>What an estimator promises about a schema before any data is seen: no sizes, no key counts.</summary>
public sealed class SchemaShape : IReadOnlyList<SchemaShape.Column>
{
    private static readonly SchemaShape Empty = new([]);

    private readonly Column[] _columns;

    public SchemaShape(IEnumerable<Column> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        _columns = [.. columns];
    }

    public int Count => _columns.Length;

    public Column this[int index] => _columns[index];

    public IEnumerator<Column> GetEnumerator() => ((IEnumerable<Column>)_columns).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal static SchemaShape Create(DataViewSchema schema) => new(schema.Where(c => !c.IsHidden).Select(Describe));

    internal static Column Describe(DataViewSchema.Column column)
    {
        GetColumnTypeShape(column.Type, out var kind, out var itemType, out var isKey);
        var annotations = column.Annotations.Schema.Count == 0 ? null : Create(column.Annotations.Schema);
        return new Column(column.Name, kind, itemType, isKey, annotations);
    }

    internal static void GetColumnTypeShape(DataViewType type, out Column.VectorKind vecKind, out DataViewType itemType, out bool isKey)
    {
        vecKind = type is not VectorDataViewType vector ? Column.VectorKind.Scalar
            : vector.IsKnownSize ? Column.VectorKind.Vector
            : Column.VectorKind.VariableVector;
        itemType = type.ItemTypeOf();
        isKey = itemType is KeyDataViewType;
        if (isKey)
            itemType = DataViewTypes.Primitive(itemType.RawType);
    }

    internal bool TryFindColumn(string name, out Column column)
    {
        column = _columns.FirstOrDefault(c => c.Name == name);
        return column.IsValid;
    }

    public struct Column
    {
        public readonly string Name;
        public readonly VectorKind Kind;
        public readonly DataViewType ItemType;
        public readonly bool IsKey;
        public readonly SchemaShape Annotations;

        internal Column(string name, VectorKind vecKind, DataViewType itemType, bool isKey, SchemaShape annotations = null)
        {
            ArgumentException.ThrowIfNullOrEmpty(name);
            ArgumentNullException.ThrowIfNull(itemType);
            if (itemType is KeyDataViewType or VectorDataViewType)
                throw new ArgumentException("Item type cannot be a key or a vector.", nameof(itemType));
            if (isKey && !KeyDataViewType.IsValidDataType(itemType.RawType))
                throw new ArgumentException($"A key cannot be a {itemType}.", nameof(isKey));

            Name = name;
            Kind = vecKind;
            ItemType = itemType;
            IsKey = isKey;
            Annotations = annotations ?? Empty;
        }

        public enum VectorKind
        {
            Scalar,
            Vector,
            VariableVector,
        }

        internal readonly bool IsValid => Name is not null;

        internal readonly string GetTypeString()
        {
            var type = IsKey ? $"Key<{ItemType}>" : ItemType.ToString();
            return Kind switch
            {
                VectorKind.Vector => $"Vector<{type}>",
                VectorKind.VariableVector => $"VarVector<{type}>",
                _ => type,
            };
        }

        /// <summary>Whether a column like <paramref name="source"/> can be used where this one is asked for.</summary>
        internal readonly bool IsCompatibleWith(Column source)
        {
            if (Name != source.Name || IsKey != source.IsKey || !ItemType.Equals(source.ItemType) || Kind != source.Kind)
                return false;

            return Annotations.All(needed => source.Annotations.TryFindColumn(needed.Name, out var there) && needed.IsCompatibleWith(there));
        }

        internal readonly Column CloneWithNewName(string name) => new(name, Kind, ItemType, IsKey, Annotations);
    }
}
