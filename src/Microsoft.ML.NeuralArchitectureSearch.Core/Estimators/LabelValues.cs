using System.Collections.Immutable;
using Microsoft.ML.Data;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <summary>The values behind the keys of a label column, in the order of the keys.</summary>
internal abstract class LabelValues
{
    private LabelValues(LabelValueType type, ImmutableArray<string> names)
    {
        Type = type;
        Names = names;
    }

    public LabelValueType Type { get; }

    /// <summary>The values as text.</summary>
    public ImmutableArray<string> Names { get; }

    public abstract void AddTo(DataViewSchema.Annotations.Builder annotations, string kind);

    public abstract void Write(BinaryWriter writer);

    internal sealed class Of<T>(LabelValueType type, ImmutableArray<T> values, ImmutableArray<string> names, Action<BinaryWriter, T> write)
        : LabelValues(type, names)
    {
        public override void AddTo(DataViewSchema.Annotations.Builder annotations, string kind) =>
            annotations.Add(kind, new VectorDataViewType(Type.Type, values.Length), (ref VBuffer<T> destination) =>
            {
                var editor = VBufferEditor.Create(ref destination, values.Length);
                values.AsSpan().CopyTo(editor.Values);
                destination = editor.Commit();
            });

        public override void Write(BinaryWriter writer)
        {
            foreach (var value in values)
            {
                write(writer, value);
            }
        }
    }
}
