namespace Microsoft.ML.Data;

/// <summary>The columns that the members of a class stand for.</summary>
public sealed class SchemaDefinition : List<SchemaDefinition.Column>
{
    private SchemaDefinition()
    {
    }

    [Flags]
    public enum Direction
    {
        Read = 1,
        Write = 2,
        Both = Read | Write,
    }

    public Column this[string columnName]
    {
        get => this.FirstOrDefault(c => c.ColumnName == columnName);
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            if (value.ColumnName != columnName)
                throw new ArgumentException($"The column name is specified as '{value.ColumnName}' but must be '{columnName}'", nameof(columnName));

            var index = FindIndex(c => c.ColumnName == columnName);
            if (index < 0)
                Add(value);
            else
                this[index] = value;
        }
    }

    public static SchemaDefinition Create(Type userType, Direction direction = Direction.Both)
    {
        ArgumentNullException.ThrowIfNull(userType);
        var definition = new SchemaDefinition();
        foreach (var member in RowMembers.Of(userType, direction))
        {
            var name = member.Info.GetCustomAttribute<ColumnNameAttribute>()?.Name ?? member.Info.Name;
            if (definition.Any(c => c.ColumnName == name))
                throw new ArgumentException($"Duplicate column name '{name}' detected, this is disallowed", nameof(userType));

            definition.Add(new Column(member.Info.Name, name, member.InferColumnType()));
        }

        return definition;
    }

    public sealed class Column
    {
        private readonly Dictionary<string, (DataViewType Type, object Value)> _annotations = [];

        internal Column(string memberName, string columnName, DataViewType type)
        {
            MemberName = memberName;
            ColumnName = columnName;
            ColumnType = type;
        }

        public string MemberName { get; }

        public string ColumnName { get; set; }

        public DataViewType ColumnType { get; set; }

        public DataViewSchema.Annotations Annotations
        {
            get
            {
                var builder = new DataViewSchema.Annotations.Builder();
                foreach (var (kind, (type, value)) in _annotations)
                    builder.Add(kind, type, ValueGetters.Constant(type.RawType, value));
                return builder.ToAnnotations();
            }
        }

        public void AddAnnotation<T>(string kind, T value, DataViewType annotationType)
        {
            ArgumentException.ThrowIfNullOrEmpty(kind);
            ArgumentNullException.ThrowIfNull(annotationType);
            if (!_annotations.TryAdd(kind, (annotationType, RowMembers.ToRaw(value, annotationType))))
                throw new InvalidOperationException($"The column already contains an annotation of kind '{kind}'.");
        }
    }
}
