namespace Microsoft.ML.Transforms;

/// <summary>(value - offset) * scale, slot by slot.</summary>
internal sealed record AffineModel(bool IsSingle, bool IsVector, double[] Scale, double[] Offset)
{
    public static AffineModel Create(DataViewType type, (double Scale, double Offset)[] slots) =>
        new(type.ItemTypeOf().RawType == typeof(float), type is VectorDataViewType, [.. slots.Select(s => s.Scale)], [.. slots.Select(s => s.Offset)]);

    public static AffineModel Read(BinaryReader reader)
    {
        var isSingle = reader.ReadBoolean();
        var isVector = reader.ReadBoolean();
        var size = reader.ReadInt32();
        var model = new AffineModel(isSingle, isVector, new double[size], new double[size]);
        for (var i = 0; i < size; i++)
            (model.Scale[i], model.Offset[i]) = (reader.ReadDouble(), reader.ReadDouble());
        return model;
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(IsSingle);
        writer.Write(IsVector);
        writer.Write(Scale.Length);
        for (var i = 0; i < Scale.Length; i++)
        {
            writer.Write(Scale[i]);
            writer.Write(Offset[i]);
        }
    }

    public void Check(DataViewSchema.Column input)
    {
        var item = IsSingle ? NumberDataViewType.Single : NumberDataViewType.Double;
        var fits = input.Type is VectorDataViewType vector
            ? IsVector && vector.Size == Scale.Length && vector.ItemType.Equals(item)
            : !IsVector && input.Type.Equals(item);
        if (!fits)
            throw Contracts.ExceptSchemaMismatch("inputSchema", "input", input.Name, IsVector ? $"Vector<{item}, {Scale.Length}>" : item.ToString(), input.Type.ToString());
    }

    public Delegate MakeGetter(DataViewRow row, DataViewSchema.Column input)
    {
        var read = SlotReaders.Of(row, input);
        if (!IsVector)
        {
            return IsSingle
                ? (ValueGetter<float>)((ref float dst) => dst = (float)Map(read().Span[0], 0))
                : (ValueGetter<double>)((ref double dst) => dst = Map(read().Span[0], 0));
        }

        return IsSingle ? Vector(read, v => (float)v) : Vector(read, v => v);
    }

    private ValueGetter<VBuffer<T>> Vector<T>(Func<ReadOnlyMemory<double>> read, Func<double, T> cast) => (ref VBuffer<T> dst) =>
    {
        var values = read().Span;
        var editor = VBufferEditor.Create(ref dst, values.Length);
        for (var i = 0; i < values.Length; i++)
            editor.Values[i] = cast(Map(values[i], i));
        dst = editor.Commit();
    };

    private double Map(double value, int slot) => (value - Offset[slot]) * Scale[slot];
}
