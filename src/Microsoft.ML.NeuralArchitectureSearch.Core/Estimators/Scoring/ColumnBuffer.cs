using Microsoft.ML.Data;
using Microsoft.ML.NeuralArchitectureSearch.Batching;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators.Scoring;

/// <summary>Keeps the values of a column of the rows that were read ahead.</summary>
internal abstract class ColumnBuffer : IDisposable
{
    /// <summary>
    /// Whether values of a type can be kept at all: objects that ML.NET may reuse from row to row cannot, but images can.
    /// </summary>
    public static bool CanKeep(DataViewType type) => type.RawType.IsValueType || type.RawType == typeof(MLImage);

    public static ColumnBuffer Of(DataViewRow row, DataViewSchema.Column column, int capacity)
    {
        var raw = column.Type.RawType;
        if (raw == typeof(MLImage))
        {
            return new Images(new ImageSource(row, column), capacity);
        }

        var (kind, value) = raw.IsGenericType && raw.GetGenericTypeDefinition() == typeof(VBuffer<>)
            ? (typeof(Vectors<>), raw.GetGenericArguments()[0])
            : (typeof(Values<>), raw);
        return (ColumnBuffer)Activator.CreateInstance(kind.MakeGenericType(value), row, column, capacity)!;
    }

    /// <summary>Keeps the value of the input's current row.</summary>
    public abstract void Keep(int index);

    /// <summary>A getter of the value that is kept for the row that is current then.</summary>
    public abstract Delegate Getter(Func<int> current);

    public virtual void Dispose()
    {
    }

    private sealed class Values<T>(DataViewRow row, DataViewSchema.Column column, int capacity) : ColumnBuffer
    {
        private readonly ValueGetter<T> _getter = row.GetGetter<T>(column);
        private readonly T[] _values = new T[capacity];

        public override void Keep(int index) => _getter(ref _values[index]);

        public override Delegate Getter(Func<int> current) => (ValueGetter<T>)((ref T destination) => destination = _values[current()]);
    }

    private sealed class Vectors<T>(DataViewRow row, DataViewSchema.Column column, int capacity) : ColumnBuffer
    {
        private readonly ValueGetter<VBuffer<T>> _getter = row.GetGetter<VBuffer<T>>(column);
        private readonly VBuffer<T>[] _values = new VBuffer<T>[capacity];

        public override void Keep(int index) => _getter(ref _values[index]);

        public override Delegate Getter(Func<int> current) =>
            (ValueGetter<VBuffer<T>>)((ref VBuffer<T> destination) => _values[current()].CopyTo(ref destination));
    }

    // An image belongs to whom it is given to, who may dispose it: everyone gets one of his own.
    private sealed class Images(ImageSource source, int capacity) : ColumnBuffer
    {
        private readonly MLImage?[] _images = new MLImage?[capacity];

        // A resizer gives its own source away where the size is right, and disposes it with the next row: only a copy can be kept.
        public override void Keep(int index)
        {
            var current = source.Read();
            _images[index]?.Dispose();
            _images[index] = Copy(current);
        }

        public override Delegate Getter(Func<int> current) => (ValueGetter<MLImage?>)((ref MLImage? destination) =>
        {
            destination?.Dispose();
            destination = Copy(_images[current()]);
        });

        public override void Dispose()
        {
            source.Dispose();
            foreach (var image in _images)
            {
                image?.Dispose();
            }

            base.Dispose();
        }

        private static MLImage? Copy(MLImage? image)
        {
            if (image is null)
            {
                return null;
            }

            var copy = MLImage.CreateFromPixels(image.Width, image.Height, image.PixelFormat, image.Pixels);
            copy.Tag = image.Tag;
            return copy;
        }
    }
}
