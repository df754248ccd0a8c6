using System.Numerics;
using Microsoft.ML.Transforms;

namespace Microsoft.ML.Data;

/// <summary>One column of a text file: which fields it takes and how it reads them.</summary>
internal sealed class TextColumn
{
    private readonly int[] _fields;
    private readonly bool _missingAsNaN;

    public TextColumn(TextLoader.Column column, int width, bool missingAsNaN)
    {
        Name = column.Name;
        _missingAsNaN = missingAsNaN;
        _fields = [.. column.Source.SelectMany(r => Enumerable.Range(r.Min, (r.Max ?? width - 1) - r.Min + 1))];
        PrimitiveDataViewType item = DataViewTypes.Of(column.DataKind);
        if (column.KeyCount is { } key)
            item = new KeyDataViewType(item.RawType, key.Count ?? RowMembers.MaximumCountOf(item.RawType));
        var isVector = column.Source.Length > 1 || column.Source.Any(r => r.ForceVector || r.Max != r.Min);
        Type = isVector ? new VectorDataViewType(item, _fields.Length) : item;
    }

    public string Name { get; }

    public DataViewType Type { get; }

    public DataViewSchema.Annotations Annotations(string[] header)
    {
        if (header is null || Type is not VectorDataViewType)
            return null;

        var names = _fields.Select(f => (f < header.Length ? header[f].Trim() : "").AsMemory()).ToArray();
        var builder = new DataViewSchema.Annotations.Builder();
        builder.Add(
            AnnotationKinds.SlotNames,
            new VectorDataViewType(TextDataViewType.Instance, names.Length),
            ValueGetters.Constant(new VBuffer<ReadOnlyMemory<char>>(names.Length, names)));
        return builder.ToAnnotations();
    }

    public Delegate CreateGetter(Func<string[]> row)
    {
        var item = Type.ItemTypeOf();
        var parse = item switch
        {
            TextDataViewType => (Func<string, ReadOnlyMemory<char>>)(text => text.AsMemory()),
            BooleanDataViewType => (Func<string, bool>)(text => Booleans.Parse(text)),
            KeyDataViewType key => ValueGetters.Call(typeof(TextColumn), nameof(ParseKey), [item.RawType], key.Count),
            NumberDataViewType => ValueGetters.Call(typeof(TextColumn), nameof(ParseNumber), [item.RawType], _missingAsNaN),
            DateTimeDataViewType => (Func<string, DateTime>)(text => DateTime.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var value) ? value : default),
            _ => throw new NotSupportedException($"The stand-in of ML.NET does not read {item} from text."),
        };
        return ValueGetters.Call(typeof(TextColumn), Type is VectorDataViewType ? nameof(Vector) : nameof(Scalar), [item.RawType], row, _fields, parse);
    }

    private static ValueGetter<T> Scalar<T>(Func<string[]> row, int[] fields, Func<string, T> parse) =>
        (ref T dst) => dst = parse(Field(row(), fields[0]));

    private static ValueGetter<VBuffer<T>> Vector<T>(Func<string[]> row, int[] fields, Func<string, T> parse) => (ref VBuffer<T> dst) =>
    {
        var current = row();
        var editor = VBufferEditor.Create(ref dst, fields.Length);
        for (var i = 0; i < fields.Length; i++)
            editor.Values[i] = parse(Field(current, fields[i]));
        dst = editor.Commit();
    };

    private static string Field(string[] row, int index) => index < row.Length ? row[index] : "";

    // A missing number is the default unless the options say NaN; text that is no number is NaN.
    private static Func<string, T> ParseNumber<T>(bool missingAsNaN)
        where T : struct, INumber<T> => text =>
    {
        if (string.IsNullOrWhiteSpace(text))
            return missingAsNaN ? TypeConversions.NotANumber<T>() : default;

        return TypeConversions.TryParse<T>(text, out var value) ? value : TypeConversions.NotANumber<T>();
    };

    // In a file as in an object a key is a 0-based index.
    private static Func<string, T> ParseKey<T>(ulong count)
        where T : struct, INumber<T> => text => ulong.TryParse(text, out var value) && value < count ? T.CreateChecked(value + 1) : default;
}
