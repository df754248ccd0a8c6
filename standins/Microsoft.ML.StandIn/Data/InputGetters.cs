using System.Linq.Expressions;

namespace Microsoft.ML.Data;

/// <summary>Reads the members of a row object as the values of columns.</summary>
internal static class InputGetters
{
    /// <returns>A function from "the current row" to the getter of the column.</returns>
    public static Func<Func<TRow>, Delegate> Create<TRow>(SchemaDefinition.Column column)
        where TRow : class
    {
        var member = RowMembers.Find(typeof(TRow), column.MemberName);
        var row = Expression.Parameter(typeof(TRow));
        var read = Expression.Lambda(Expression.MakeMemberAccess(row, member.Info), row).Compile();
        var type = column.ColumnType;
        var raw = type.RawType;
        if (member.Type == typeof(string) && type is TextDataViewType)
            return current => Text(current, (Func<TRow, string>)read);

        if (member.Type.IsArray && type is VectorDataViewType vector)
        {
            var element = member.Type.GetElementType();
            if (element == typeof(string) && vector.ItemType is TextDataViewType)
                return current => Texts(current, (Func<TRow, string[]>)read);
            if (element == vector.ItemType.RawType)
                return current => ValueGetters.Call(typeof(InputGetters), nameof(Array), [typeof(TRow), element], current, read);
        }

        if (member.Type != raw)
            throw new ArgumentException($"The {member.Type} '{member.Info.Name}' cannot hold a column of type {type}.", nameof(column));

        if (type is KeyDataViewType key)
        {
            // A scalar key in an object is a 0-based index; the column holds it 1-based with 0 as missing.
            return current => key.RawType == typeof(byte) ? Key(current, (Func<TRow, byte>)read, key.Count)
                : key.RawType == typeof(ushort) ? Key(current, (Func<TRow, ushort>)read, key.Count)
                : key.RawType == typeof(uint) ? Key(current, (Func<TRow, uint>)read, key.Count)
                : Key(current, (Func<TRow, ulong>)read, key.Count);
        }

        if (type is VectorDataViewType)
            return current => ValueGetters.Call(typeof(InputGetters), nameof(Buffer), [typeof(TRow), raw.GetGenericArguments()[0]], current, read);

        return current => ValueGetters.Call(typeof(InputGetters), nameof(Plain), [typeof(TRow), raw], current, read);
    }

    private static ValueGetter<T> Plain<TRow, T>(Func<TRow> current, Func<TRow, T> read) => (ref T dst) => dst = read(current());

    private static ValueGetter<ReadOnlyMemory<char>> Text<TRow>(Func<TRow> current, Func<TRow, string> read) =>
        (ref ReadOnlyMemory<char> dst) => dst = read(current()).AsMemory();

    private static ValueGetter<VBuffer<ReadOnlyMemory<char>>> Texts<TRow>(Func<TRow> current, Func<TRow, string[]> read) =>
        (ref VBuffer<ReadOnlyMemory<char>> dst) =>
        {
            var texts = read(current()) ?? [];
            var editor = VBufferEditor.Create(ref dst, texts.Length);
            for (var i = 0; i < texts.Length; i++)
                editor.Values[i] = texts[i].AsMemory();
            dst = editor.Commit();
        };

    private static ValueGetter<VBuffer<T>> Array<TRow, T>(Func<TRow> current, Func<TRow, T[]> read) =>
        (ref VBuffer<T> dst) =>
        {
            var values = read(current()) ?? [];
            VBuffer<T>.Copy(values, 0, ref dst, values.Length);
        };

    private static ValueGetter<VBuffer<T>> Buffer<TRow, T>(Func<TRow> current, Func<TRow, VBuffer<T>> read) =>
        (ref VBuffer<T> dst) => read(current()).CopyTo(ref dst);

    private static ValueGetter<T> Key<TRow, T>(Func<TRow> current, Func<TRow, T> read, ulong count)
        where T : struct, System.Numerics.IBinaryInteger<T> =>
        (ref T dst) =>
        {
            var value = read(current());
            dst = ulong.CreateChecked(value) < count ? value + T.One : T.Zero;
        };
}
