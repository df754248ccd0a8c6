using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace Microsoft.ML.NeuralArchitectureSearch.Batching;

/// <summary>Reads the image of the row that a cursor stands on into planar floats, <c>[C, H, W]</c>, as they are in the column.</summary>
internal abstract class PixelReader : RowReader
{
    public static PixelReader Of(DataViewRow row, DataViewSchema.Column column, MapShape shape) =>
        column.Type is ImageDataViewType ? new OfImages(row, column, shape) : new OfVectors(row, column, shape);

    private sealed class OfVectors(DataViewRow row, DataViewSchema.Column column, MapShape shape) : PixelReader
    {
        private readonly ValueGetter<VBuffer<float>> _getter = row.GetGetter<VBuffer<float>>(column);
        private VBuffer<float> _values;

        public override void Read(Span<float> pixels)
        {
            _getter(ref _values);
            if (_values.Length != shape.Size)
            {
                throw new InvalidOperationException(
                    $"Row {row.Position} of column '{column.Name}' has {_values.Length} values, not the {shape.Size} of {column.Type}.");
            }

            _values.CopyTo(pixels);
        }
    }

    private sealed class OfImages(DataViewRow row, DataViewSchema.Column column, MapShape shape) : PixelReader
    {
        private readonly ImageSource _images = new(row, column);

        public override void Read(Span<float> pixels)
        {
            if (Image() is not { } image)
            {
                pixels.Fill(float.NaN);
                return;
            }

            if (image.Width != shape.Width || image.Height != shape.Height)
            {
                throw new InvalidOperationException(
                    $"Row {row.Position} of column '{column.Name}' has an image of {image.Height}x{image.Width}, "
                    + $"not {shape.Height}x{shape.Width} (height x width).");
            }

            Copy(image, pixels);
        }

        public override void Dispose()
        {
            _images.Dispose();
            base.Dispose();
        }

        private MLImage? Image()
        {
            try
            {
                return _images.Read();
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                throw new UnreadableRowException(
                    $"The image in row {row.Position} of column '{column.Name}' cannot be read ({exception.Message.TrimEnd('.')}): "
                    + "its file may be missing, empty or damaged.",
                    exception);
            }
        }

        private static void Copy(MLImage image, Span<float> pixels)
        {
            const int bytesPerPixel = 4;
            var (red, blue) = image.PixelFormat == MLPixelFormat.Rgba32 ? (0, 2) : (2, 0);
            var source = image.Pixels;
            var plane = pixels.Length / 3;
            for (var i = 0; i < plane; i++)
            {
                pixels[i] = source[(bytesPerPixel * i) + red];
                pixels[plane + i] = source[(bytesPerPixel * i) + 1];
                pixels[(2 * plane) + i] = source[(bytesPerPixel * i) + blue];
            }
        }
    }
}
