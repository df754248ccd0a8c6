using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Frameworks.Images;

internal static class ImageSamples
{
    /// <summary>An opaque image; every colour is red, green, blue.</summary>
    internal static MLImage Create(int width, int height, Func<int, int, (int Red, int Green, int Blue)> color)
    {
        var pixels = new byte[width * height * 4];
        for (var i = 0; i < width * height; i++)
        {
            var (red, green, blue) = color(i % width, i / width);
            (pixels[4 * i], pixels[4 * i + 1], pixels[4 * i + 2], pixels[4 * i + 3]) = ((byte)blue, (byte)green, (byte)red, 255);
        }

        return MLImage.CreateFromPixels(width, height, MLPixelFormat.Bgra32, pixels);
    }

    internal static float[][] Vectors(IDataView view, string column)
    {
        var source = view.Schema[column];
        using var cursor = view.GetRowCursor([source]);
        var getter = cursor.GetGetter<VBuffer<float>>(source);
        VBuffer<float> buffer = default;
        var rows = new List<float[]>();
        while (cursor.MoveNext())
        {
            getter(ref buffer);
            rows.Add([.. buffer.DenseValues()]);
        }

        return [.. rows];
    }

    internal sealed class SizedRow
    {
        [ImageType(2, 3)]
        public MLImage? Image { get; set; }
    }

    internal sealed class UnsizedRow
    {
        [UnsizedImage]
        public MLImage? Image { get; set; }
    }

    // [ImageType] without a size cannot be registered.
    private sealed class UnsizedImageAttribute : DataViewTypeAttribute
    {
        public override bool Equals(DataViewTypeAttribute? other) => other is UnsizedImageAttribute;

        public override int GetHashCode() => 1;

        public override void Register() => DataViewTypeManager.Register(new ImageDataViewType(), typeof(MLImage), this);
    }

    internal sealed class PathRow
    {
        public string? Path { get; set; }
    }
}
