namespace Microsoft.ML.Transforms;

/// <summary>The distinct values of a column in the order of their keys; key 1 is the first of them.</summary>
internal abstract class TermMap
{
    public abstract PrimitiveDataViewType ItemType { get; }

    public abstract int Count { get; }

    public KeyDataViewType KeyType => new(typeof(uint), Math.Max(Count, 1));

    public static TermMap Train(IDataView data, DataViewSchema.Column column, int maximum, bool sorted, IHost host) =>
        (TermMap)Call(nameof(TrainCore), column.Type.ItemTypeOf().RawType, data, column, maximum, sorted, host);

    public static TermMap Read(BinaryReader reader)
    {
        var type = (PrimitiveDataViewType)ValueCodec.ReadType(reader);
        var vector = new VectorDataViewType(type);
        return (TermMap)Call(nameof(FromBuffer), type.RawType, type, ValueCodec.Read(reader, vector));
    }

    public abstract void Write(BinaryWriter writer);

    public abstract Delegate MapColumn(DataViewRow row, DataViewSchema.Column column);

    public abstract void AddKeyValues(DataViewSchema.Annotations.Builder builder, bool asText);

    private static object Call(string method, Type item, params object[] arguments) =>
        typeof(TermMap).GetMethod(method, BindingFlags.Static | BindingFlags.NonPublic)
            .MakeGenericMethod(item).Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);

    private static TermMap<T> FromBuffer<T>(PrimitiveDataViewType type, VBuffer<T> values) => new(type, [.. values.DenseValues()]);

    private static TermMap<T> TrainCore<T>(IDataView data, DataViewSchema.Column column, int maximum, bool sorted, IHost host)
    {
        var seen = new Dictionary<T, int>(TermComparer.Of<T>());
        using var cursor = data.GetRowCursor([column]);
        var isVector = column.Type is VectorDataViewType;
        var scalar = isVector ? null : cursor.GetGetter<T>(column);
        var vector = isVector ? cursor.GetGetter<VBuffer<T>>(column) : null;
        T value = default;
        var buffer = default(VBuffer<T>);
        while (seen.Count < maximum && cursor.MoveNext())
        {
            host.CheckAlive();
            if (!isVector)
            {
                scalar(ref value);
                Add(value);
                continue;
            }

            vector(ref buffer);
            foreach (var item in buffer.DenseValues())
                Add(item);
        }

        IEnumerable<T> terms = seen.OrderBy(p => p.Value).Select(p => p.Key);
        if (sorted)
            terms = terms.Order(TermComparer.OrderOf<T>());
        return new TermMap<T>((PrimitiveDataViewType)column.Type.ItemTypeOf(), [.. terms]);

        void Add(T term)
        {
            if (seen.Count < maximum && !TermComparer.IsMissing(term))
                seen.TryAdd(TermComparer.Detached(term), seen.Count);
        }
    }
}

internal sealed class TermMap<T> : TermMap
{
    private readonly PrimitiveDataViewType _type;
    private readonly T[] _terms;
    private readonly Dictionary<T, uint> _keys = new(TermComparer.Of<T>());

    public TermMap(PrimitiveDataViewType type, T[] terms)
    {
        _type = type;
        _terms = terms;
        for (var i = 0; i < terms.Length; i++)
            _keys[terms[i]] = (uint)i + 1;
    }

    public override PrimitiveDataViewType ItemType => _type;

    public override int Count => _terms.Length;

    public override void Write(BinaryWriter writer)
    {
        ValueCodec.WriteType(writer, _type);
        ValueCodec.Write(writer, new VectorDataViewType(_type), new VBuffer<T>(_terms.Length, _terms));
    }

    public override Delegate MapColumn(DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type is not VectorDataViewType)
        {
            var getter = row.GetGetter<T>(column);
            T value = default;
            return (ValueGetter<uint>)((ref uint dst) =>
            {
                getter(ref value);
                dst = KeyOf(value);
            });
        }

        var vector = row.GetGetter<VBuffer<T>>(column);
        var buffer = default(VBuffer<T>);
        return (ValueGetter<VBuffer<uint>>)((ref VBuffer<uint> dst) =>
        {
            vector(ref buffer);
            var editor = VBufferEditor.Create(ref dst, buffer.Length);
            foreach (var (slot, value) in buffer.Items(all: true))
                editor.Values[slot] = KeyOf(value);
            dst = editor.Commit();
        });
    }

    public override void AddKeyValues(DataViewSchema.Annotations.Builder builder, bool asText)
    {
        if (Count == 0)
            return;

        if (asText && _type is not TextDataViewType)
        {
            var texts = _terms.Select(t => string.Format(System.Globalization.CultureInfo.InvariantCulture, "{0}", t).AsMemory()).ToArray();
            builder.Add(AnnotationKinds.KeyValues, new VectorDataViewType(TextDataViewType.Instance, Count), ValueGetters.Constant(new VBuffer<ReadOnlyMemory<char>>(Count, texts)));
            return;
        }

        builder.Add(
            AnnotationKinds.KeyValues,
            new VectorDataViewType(_type, Count),
            (ref VBuffer<T> dst) => VBuffer<T>.Copy(_terms, 0, ref dst, _terms.Length));
    }

    private uint KeyOf(T value) => TermComparer.IsMissing(value) ? 0 : _keys.GetValueOrDefault(value);
}
