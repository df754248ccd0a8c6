using System.Collections.Immutable;
using System.Globalization;
using Microsoft.ML.Data;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <summary>A type that the values behind a label's keys may have: how they are copied, written, read and named.</summary>
internal abstract class LabelValueType
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    // The codes stand in model files: never change one, only add.
    private static readonly ImmutableArray<LabelValueType> All =
    [
        new Of<ReadOnlyMemory<char>>(
            1,
            TextDataViewType.Instance,
            (writer, value) => writer.Write(value.ToString()),
            reader => reader.ReadString().AsMemory(),
            value => value.ToString(),
            WellFormed.Of),
        new Of<bool>(
            2,
            BooleanDataViewType.Instance,
            (writer, value) => writer.Write(value),
            reader => reader.ReadBoolean(),
            value => value.ToString()),
        new Of<sbyte>(
            3,
            NumberDataViewType.SByte,
            (writer, value) => writer.Write(value),
            reader => reader.ReadSByte(),
            value => value.ToString(Invariant)),
        new Of<byte>(
            4,
            NumberDataViewType.Byte,
            (writer, value) => writer.Write(value),
            reader => reader.ReadByte(),
            value => value.ToString(Invariant)),
        new Of<short>(
            5,
            NumberDataViewType.Int16,
            (writer, value) => writer.Write(value),
            reader => reader.ReadInt16(),
            value => value.ToString(Invariant)),
        new Of<ushort>(
            6,
            NumberDataViewType.UInt16,
            (writer, value) => writer.Write(value),
            reader => reader.ReadUInt16(),
            value => value.ToString(Invariant)),
        new Of<int>(
            7,
            NumberDataViewType.Int32,
            (writer, value) => writer.Write(value),
            reader => reader.ReadInt32(),
            value => value.ToString(Invariant)),
        new Of<uint>(
            8,
            NumberDataViewType.UInt32,
            (writer, value) => writer.Write(value),
            reader => reader.ReadUInt32(),
            value => value.ToString(Invariant)),
        new Of<long>(
            9,
            NumberDataViewType.Int64,
            (writer, value) => writer.Write(value),
            reader => reader.ReadInt64(),
            value => value.ToString(Invariant)),
        new Of<ulong>(
            10,
            NumberDataViewType.UInt64,
            (writer, value) => writer.Write(value),
            reader => reader.ReadUInt64(),
            value => value.ToString(Invariant)),
        new Of<float>(
            11,
            NumberDataViewType.Single,
            (writer, value) => writer.Write(value),
            reader => reader.ReadSingle(),
            value => value.ToString(Invariant)),
        new Of<double>(
            12,
            NumberDataViewType.Double,
            (writer, value) => writer.Write(value),
            reader => reader.ReadDouble(),
            value => value.ToString(Invariant)),
        new Of<DateTime>(
            13,
            DateTimeDataViewType.Instance,
            (writer, value) => writer.Write(value.ToBinary()),
            reader => DateTime.FromBinary(reader.ReadInt64()),
            value => value.ToString("O", Invariant)),
        new Of<TimeSpan>(
            14,
            TimeSpanDataViewType.Instance,
            (writer, value) => writer.Write(value.Ticks),
            reader => new TimeSpan(reader.ReadInt64()),
            value => value.ToString("c", Invariant)),
    ];

    private LabelValueType(byte code, PrimitiveDataViewType type)
    {
        Code = code;
        Type = type;
    }

    public byte Code { get; }

    public PrimitiveDataViewType Type { get; }

    /// <summary>
    /// Whether a value of the type can be missing: an empty text, a number that is none. Whole numbers, booleans and times cannot.
    /// </summary>
    public bool CanBeMissing =>
        Type is TextDataViewType || Type.Equals(NumberDataViewType.Single) || Type.Equals(NumberDataViewType.Double);

    /// <returns>The type, or <see langword="null"/> where values of it are not supported.</returns>
    public static LabelValueType? Find(DataViewType type) => All.FirstOrDefault(candidate => candidate.Type.Equals(type));

    /// <exception cref="FormatException">No type has the code.</exception>
    public static LabelValueType Find(byte code) =>
        All.FirstOrDefault(candidate => candidate.Code == code)
            ?? throw new FormatException($"The model file is damaged: {code} is no type of label values.");

    public abstract LabelValues Copy(DataViewSchema.Annotations annotations, string kind);

    public abstract LabelValues Read(BinaryReader reader, int count);

    private sealed class Of<T>(
        byte code,
        PrimitiveDataViewType type,
        Action<BinaryWriter, T> write,
        Func<BinaryReader, T> read,
        Func<T, string> name,
        Func<T, T>? savable = null)
        : LabelValueType(code, type)
    {
        public override LabelValues Copy(DataViewSchema.Annotations annotations, string kind)
        {
            var values = default(VBuffer<T>);
            annotations.GetValue(kind, ref values);
            return Hold([.. savable is null ? values.DenseValues() : values.DenseValues().Select(savable)]);
        }

        public override LabelValues Read(BinaryReader reader, int count)
        {
            // Grows with what is read: a file that is cut short takes no memory for what it does not hold.
            var values = ImmutableArray.CreateBuilder<T>();
            for (var i = 0; i < count; i++)
            {
                values.Add(read(reader));
            }

            return Hold(values.DrainToImmutable());
        }

        private LabelValues.Of<T> Hold(ImmutableArray<T> values) => new(this, values, [.. values.Select(name)], write);
    }
}
