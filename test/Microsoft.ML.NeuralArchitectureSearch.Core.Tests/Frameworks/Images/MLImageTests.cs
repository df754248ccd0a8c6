using Microsoft.ML.Data;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Frameworks.Images;

public sealed class MLImageTests
{
    private string _folder = "";

    [SetUp]
    public void CreateFolder() => _folder = Directory.CreateTempSubdirectory().FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Pixels_are_kept_as_they_were_given()
    {
        byte[] pixels = [1, 2, 3, 255, 4, 5, 6, 255];

        using var image = MLImage.CreateFromPixels(2, 1, MLPixelFormat.Rgba32, pixels);

        Assert.That(image.Pixels.ToArray(), Is.EqualTo(pixels));
        Assert.That((image.Width, image.Height, image.BitsPerPixel, image.PixelFormat), Is.EqualTo((2, 1, 32, MLPixelFormat.Rgba32)));
    }

    [Test]
    public void Blue_comes_first_in_the_three_channel_pixels_of_either_format()
    {
        using var image = MLImage.CreateFromPixels(2, 1, MLPixelFormat.Rgba32, [1, 2, 3, 255, 4, 5, 6, 255]);

        Assert.That(image.GetBGRPixels, Is.EqualTo(new byte[] { 3, 2, 1, 6, 5, 4 }));
    }

    [Test]
    public void A_png_file_gives_back_the_very_same_colours()
    {
        using var image = ImageSamples.Create(5, 3, (x, y) => (40 * x, 70 * y, 255 - 20 * x));
        var path = Path.Combine(_folder, "image.png");

        image.Save(path);
        using var read = MLImage.CreateFromFile(path);

        Assert.That((read.Width, read.Height), Is.EqualTo((5, 3)));
        Assert.That(read.GetBGRPixels, Is.EqualTo(image.GetBGRPixels));
    }

    [TestCase(".jpg")]
    [TestCase(".jpeg")]
    public void A_jpeg_file_gives_back_nearly_the_same_colours(string extension)
    {
        using var image = ImageSamples.Create(16, 8, (_, _) => (200, 100, 50));
        var path = Path.Combine(_folder, "image" + extension);

        image.Save(path);
        using var read = MLImage.CreateFromFile(path);

        Assert.That((read.Width, read.Height), Is.EqualTo((16, 8)));
        Assert.That(read.GetBGRPixels.Select(v => (int)v), Is.EqualTo(image.GetBGRPixels.Select(v => (int)v)).Within(3));
    }

    [Test]
    public void A_bmp_file_is_read_from_its_last_row_up()
    {
        byte[] header = [.. "BM"u8, 70, 0, 0, 0, 0, 0, 0, 0, 54, 0, 0, 0, 40, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 1, 0, 24, 0, .. new byte[24]];
        byte[] lowerRow = [7, 8, 9, 10, 11, 12, 0, 0];
        byte[] upperRow = [1, 2, 3, 4, 5, 6, 0, 0];

        using var read = MLImage.CreateFromStream(new MemoryStream([.. header, .. lowerRow, .. upperRow]));

        Assert.That(read.GetBGRPixels, Is.EqualTo(Enumerable.Range(1, 12).Select(v => (byte)v)));
    }

    [Test]
    public void Bmp_files_cannot_be_written()
    {
        using var image = ImageSamples.Create(1, 1, (_, _) => (1, 2, 3));

        Assert.Throws<ArgumentException>(() => image.Save(Path.Combine(_folder, "image.bmp")));
    }

    [Test]
    public void Data_that_is_no_image_is_refused() =>
        Assert.Throws<ArgumentException>(() => MLImage.CreateFromStream(new MemoryStream(new byte[10])));

    [Test]
    public void A_missing_file_is_refused() => Assert.Throws<ArgumentException>(() => MLImage.CreateFromFile(Path.Combine(_folder, "absent.png")));

    [Test]
    public void A_buffer_of_another_size_than_the_image_is_refused() =>
        Assert.Throws<ArgumentException>(() => MLImage.CreateFromPixels(2, 2, MLPixelFormat.Bgra32, new byte[15]));

    [Test]
    public void A_disposed_image_is_not_readable()
    {
        var image = ImageSamples.Create(1, 1, (_, _) => (1, 2, 3));

        image.Dispose();

        Assert.Throws<InvalidOperationException>(() => _ = image.Width);
        Assert.Throws<InvalidOperationException>(() => _ = image.GetBGRPixels);
    }
}
