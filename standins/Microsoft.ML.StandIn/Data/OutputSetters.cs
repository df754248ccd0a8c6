using System.Linq.Expressions;

namespace Microsoft.ML.Data;

/// <summary>Writes the values of a row into the members of an object.</summary>
internal static class OutputSetters
{
    /// <summary>The columns of a definition that the schema has.</summary>
    public static SchemaDefinition.Column[] Present(SchemaDefinition definition, DataViewSchema schema, bool ignoreMissing)
    {
        var present = new List<SchemaDefinition.Column>();
        foreach (var column in definition)
        {
            if (schema.GetColumnOrNull(column.ColumnName) is { } actual)
            {
                if (!CanRead(column.ColumnType, actual.Type))
                    throw new InvalidOperationException($"Can't bind the IDataView column '{column.ColumnName}' of type '{actual.Type}' to field or property '{column.MemberName}' of type '{column.ColumnType}'.");

                present.Add(column);
            }
            else if (!ignoreMissing)
            {
                throw new ArgumentOutOfRangeException(nameof(schema), $"Could not find column '{column.ColumnName}'");
            }
        }

        return [.. present];
    }

    public static Action<TDst> Create<TDst>(DataViewRow row, SchemaDefinition.Column[] columns)
        where TDst : class
    {
        var setters = columns.Select(c => Create<TDst>(row, row.Schema[c.ColumnName], RowMembers.Find(typeof(TDst), c.MemberName))).ToArray();
        return target =>
        {
            foreach (var set in setters)
                set(target);
        };
    }

    // Sizes and key counts of the class do not matter when reading, item types do.
    private static bool CanRead(DataViewType member, DataViewType actual)
    {
        if (member is VectorDataViewType memberVector && actual is VectorDataViewType actualVector)
        {
            return memberVector.ItemType.RawType == actualVector.ItemType.RawType
                && (memberVector.Size == 0 || actualVector.Size == 0 || memberVector.Size == actualVector.Size);
        }

        return member.RawType == actual.RawType && member is VectorDataViewType == actual is VectorDataViewType;
    }

    private static Action<TDst> Create<TDst>(DataViewRow row, DataViewSchema.Column column, RowMember member)
    {
        var item = column.Type is VectorDataViewType vector ? vector.ItemType.RawType : column.Type.RawType;
        var method = column.Type switch
        {
            VectorDataViewType when member.Type == typeof(string[]) => nameof(Texts),
            VectorDataViewType when member.Type.IsArray => nameof(Array),
            VectorDataViewType => nameof(Buffer),
            TextDataViewType when member.Type == typeof(string) => nameof(Text),
            _ => nameof(Plain),
        };
        var types = method is nameof(Texts) or nameof(Text) ? new[] { typeof(TDst) } : [typeof(TDst), item];
        return (Action<TDst>)ValueGetters.Call(typeof(OutputSetters), method, types, row, column, member.Info);
    }

    private static Action<TDst, T> Setter<TDst, T>(MemberInfo member)
    {
        var target = Expression.Parameter(typeof(TDst));
        var value = Expression.Parameter(typeof(T));
        return Expression.Lambda<Action<TDst, T>>(Expression.Assign(Expression.MakeMemberAccess(target, member), value), target, value).Compile();
    }

    private static Func<TDst, T> Reader<TDst, T>(MemberInfo member)
    {
        var target = Expression.Parameter(typeof(TDst));
        if (member is PropertyInfo { GetMethod: null })
            return _ => default;

        return Expression.Lambda<Func<TDst, T>>(Expression.MakeMemberAccess(target, member), target).Compile();
    }

    private static Action<TDst> Plain<TDst, T>(DataViewRow row, DataViewSchema.Column column, MemberInfo member)
    {
        var getter = row.GetGetter<T>(column);
        var set = Setter<TDst, T>(member);
        return target =>
        {
            // A fresh value each time: what the previous row got may be alive and owned by the caller.
            T value = default;
            getter(ref value);
            set(target, value);
        };
    }

    private static Action<TDst> Text<TDst>(DataViewRow row, DataViewSchema.Column column, MemberInfo member)
    {
        var getter = row.GetGetter<ReadOnlyMemory<char>>(column);
        var set = Setter<TDst, string>(member);
        return target =>
        {
            ReadOnlyMemory<char> value = default;
            getter(ref value);
            set(target, value.ToString());
        };
    }

    private static Action<TDst> Texts<TDst>(DataViewRow row, DataViewSchema.Column column, MemberInfo member)
    {
        var getter = row.GetGetter<VBuffer<ReadOnlyMemory<char>>>(column);
        var set = Setter<TDst, string[]>(member);
        var value = default(VBuffer<ReadOnlyMemory<char>>);
        return target =>
        {
            getter(ref value);
            set(target, [.. value.DenseValues().Select(text => text.ToString())]);
        };
    }

    private static Action<TDst> Array<TDst, T>(DataViewRow row, DataViewSchema.Column column, MemberInfo member)
    {
        var getter = row.GetGetter<VBuffer<T>>(column);
        var read = Reader<TDst, T[]>(member);
        var set = Setter<TDst, T[]>(member);
        var value = default(VBuffer<T>);
        return target =>
        {
            getter(ref value);
            var array = read(target);
            if (array?.Length != value.Length)
                array = new T[value.Length];
            value.CopyTo(array);
            set(target, array);
        };
    }

    private static Action<TDst> Buffer<TDst, T>(DataViewRow row, DataViewSchema.Column column, MemberInfo member)
    {
        var getter = row.GetGetter<VBuffer<T>>(column);
        var read = Reader<TDst, VBuffer<T>>(member);
        var set = Setter<TDst, VBuffer<T>>(member);
        return target =>
        {
            var value = read(target);
            getter(ref value);
            set(target, value);
        };
    }
}
