using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Frameworks;

/// <summary>The order of channels and sizes, and images that are missing or of unknown size.</summary>
public sealed class ImageTests
{
    private readonly MLContext _ml = new(seed: 1);
    private string _folder = "";

    [SetUp]
    public void CreateFolder() => _folder = Directory.CreateTempSubdirectory().FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [TestCase(MLPixelFormat.Rgba32)]
    [TestCase(MLPixelFormat.Bgra32)]
    public void Pixels_keep_the_order_of_their_format(MLPixelFormat format)
    {
        byte[] pixels = [1, 2, 3, 255, 4, 5, 6, 255];

        using var image = MLImage.CreateFromPixels(2, 1, format, pixels);

        Assert.That((image.PixelFormat, image.BitsPerPixel), Is.EqualTo((format, 32)));
        Assert.That(image.Pixels.ToArray(), Is.EqualTo(pixels));
    }

    [Test]
    public void Three_channel_pixels_begin_with_blue_in_either_format()
    {
        using var image = MLImage.CreateFromPixels(2, 1, MLPixelFormat.Rgba32, [1, 2, 3, 255, 4, 5, 6, 255]);

        Assert.That(image.GetBGRPixels, Is.EqualTo(new byte[] { 3, 2, 1, 6, 5, 4 }));
    }

    [Test]
    public void Pixels_are_extracted_in_planes_of_red_green_and_blue()
    {
        var rows = Rows(Image(3, 2));

        var view = _ml.Transforms.ExtractPixels("Pixels", "Image").Fit(rows).Transform(rows);

        Assert.That(((VectorDataViewType)view.Schema["Pixels"].Type).Dimensions, Is.EqualTo(new[] { 3, 2, 3 }));
        Assert.That(view.GetColumn<float[]>("Pixels").Single(), Is.EqualTo(new float[]
        {
            0, 1, 2, 10, 11, 12,            // red
            100, 101, 102, 110, 111, 112,   // green
            200, 201, 202, 210, 211, 212,   // blue
        }));
    }

    [Test]
    public void A_missing_image_gives_zeros()
    {
        var rows = Rows(null);

        var view = _ml.Transforms.ExtractPixels("Pixels", "Image").Fit(rows).Transform(rows);

        Assert.That(view.GetColumn<float[]>("Pixels").Single(), Is.EqualTo(new float[18]));
    }

    [Test]
    public void The_type_of_a_resized_column_has_its_height_first()
    {
        var rows = Rows(Image(3, 2));

        var type = _ml.Transforms.ResizeImages("Image", imageWidth: 7, imageHeight: 5).Fit(rows).Transform(rows).Schema["Image"].Type;

        Assert.That(type, Is.EqualTo(new ImageDataViewType(5, 7)));
        Assert.That(type.ToString(), Is.EqualTo("Image<5, 7>"));
    }

    [Test]
    public void A_loaded_image_is_of_unknown_size_and_an_empty_path_is_a_missing_image()
    {
        using (var image = Image(3, 2))
        {
            image.Save(Path.Combine(_folder, "a.png"));
        }

        var rows = _ml.Data.LoadFromEnumerable(new PathRow[] { new() { Path = "" }, new() { Path = "a.png" } });
        var loaded = _ml.Transforms.LoadImages("Image", _folder, "Path").Fit(rows).Transform(rows);
        var pipeline = _ml.Transforms.ResizeImages("Image", imageWidth: 3, imageHeight: 2)
            .Append(_ml.Transforms.ExtractPixels("Pixels", "Image"));
        var pixels = pipeline.Fit(loaded).Transform(loaded).GetColumn<float[]>("Pixels").ToArray();

        Assert.That(loaded.Schema["Image"].Type, Is.EqualTo(new ImageDataViewType()));
        Assert.That(pixels[0], Is.All.Zero);
        Assert.That(pixels[1].Take(6), Is.EqualTo(new float[] { 0, 1, 2, 10, 11, 12 }));
    }

    [Test]
    public void A_file_that_is_missing_or_no_image_is_a_bad_argument()
    {
        Assert.That(() => MLImage.CreateFromFile(Path.Combine(_folder, "absent.png")), Throws.ArgumentException);
        Assert.That(() => MLImage.CreateFromStream(new MemoryStream(new byte[10])), Throws.ArgumentException);
    }

    // Red is 10 y + x; green is 100 more, blue 200 more.
    private static MLImage Image(int width, int height) => MLImage.CreateFromPixels(
        width,
        height,
        MLPixelFormat.Rgba32,
        [.. Enumerable.Range(0, width * height).Select(i => (i % width) + (10 * (i / width)))
            .SelectMany(red => new[] { (byte)red, (byte)(red + 100), (byte)(red + 200), byte.MaxValue })]);

    private IDataView Rows(MLImage? image) => _ml.Data.LoadFromEnumerable(new SizedRow[] { new() { Image = image } });

    private sealed class SizedRow
    {
        [ImageType(2, 3)]
        public MLImage? Image { get; set; }
    }

    private sealed class PathRow
    {
        public string? Path { get; set; }
    }
}
