using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.ML.Data;
using Microsoft.ML.NeuralArchitectureSearch.Batching;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <summary>The classes of a label column: the type of its keys and, where there are any, the values behind them.</summary>
/// <param name="Key">Type of the keys.</param>
/// <param name="Values">The values; <see langword="null"/> where the column has none.</param>
internal sealed record LabelClasses(KeyDataViewType Key, LabelValues? Values)
{
    // Their places stand in model files: never change one.
    private static readonly ImmutableArray<Type> KeyTypes = [typeof(byte), typeof(ushort), typeof(uint), typeof(ulong)];

    public int Count => (int)Key.Count;

    /// <summary>The values as text, or the keys' numbers where there are none.</summary>
    public ImmutableArray<string> Names =>
        Values?.Names ?? [.. Enumerable.Range(1, Count).Select(number => number.ToString(CultureInfo.InvariantCulture))];

    /// <exception cref="ArgumentException">The values are of a type that cannot be saved.</exception>
    public static LabelClasses Of(DataViewSchema.Column label)
    {
        var key = (KeyDataViewType)label.Type;
        if (label.Annotations.Schema.GetColumnOrNull(AnnotationNames.KeyValues) is not { Type: VectorDataViewType values }
            || (ulong)values.Size != key.Count)
        {
            return new LabelClasses(key, null);
        }

        var type = LabelValueType.Find(values.ItemType) ?? throw Refusal.OfInput(
            $"The keys of label column '{label.Name}' stand for values of type {values.ItemType}; allowed are text, numbers, booleans and "
            + "times.");
        return new LabelClasses(key, type.Copy(label.Annotations, AnnotationNames.KeyValues));
    }

    /// <exception cref="FormatException">The file is damaged.</exception>
    public static LabelClasses Read(BinaryReader reader)
    {
        try
        {
            return ReadWhole(reader);
        }
        catch (Exception exception) when (exception is EndOfStreamException or ArgumentException)
        {
            throw new FormatException("The model file is damaged: its classes are cut short or of another type.", exception);
        }
    }

    /// <summary>What <see cref="Read"/> reads.</summary>
    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        Write(writer);
        writer.Flush();
        return bytes.ToArray();
    }

    private static LabelClasses ReadWhole(BinaryReader reader)
    {
        var keyType = reader.ReadByte();
        var count = reader.ReadInt32();
        var valueType = reader.ReadByte();
        if (keyType >= KeyTypes.Length || count is < 2 or > LabelColumn.LargestClassCount)
        {
            throw new FormatException($"The model file is damaged: its label has {count} classes of key type {keyType}.");
        }

        return new LabelClasses(
            new KeyDataViewType(KeyTypes[keyType], count), valueType == 0 ? null : LabelValueType.Find(valueType).Read(reader, count));
    }

    private void Write(BinaryWriter writer)
    {
        writer.Write((byte)KeyTypes.IndexOf(Key.RawType));
        writer.Write(Count);
        writer.Write(Values?.Type.Code ?? 0);
        Values?.Write(writer);
    }
}
