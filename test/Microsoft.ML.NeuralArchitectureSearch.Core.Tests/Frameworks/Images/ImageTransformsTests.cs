using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Frameworks.Images;

public sealed class ImageTransformsTests
{
    private readonly MLContext _ml = new(seed: 1);
    private string _folder = "";

    [SetUp]
    public void CreateFolder() => _folder = Directory.CreateTempSubdirectory().FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Pixels_are_extracted_in_planes_of_red_green_and_blue()
    {
        var view = Transform(_ml.Transforms.ExtractPixels("Pixels", "Image"));

        var type = (VectorDataViewType)view.Schema["Pixels"].Type;
        Assert.That(type.Dimensions, Is.EqualTo(new[] { 3, 2, 3 }));
        Assert.That(ImageSamples.Vectors(view, "Pixels").Single(), Is.EqualTo(new float[]
        {
            0, 1, 2, 10, 11, 12,            // red
            100, 101, 102, 110, 111, 112,   // green
            200, 201, 202, 210, 211, 212,   // blue
        }));
    }

    [Test]
    public void Interleaved_pixels_keep_the_colours_of_a_pixel_together()
    {
        var view = Transform(_ml.Transforms.ExtractPixels("Pixels", "Image", interleavePixelColors: true));

        Assert.That(((VectorDataViewType)view.Schema["Pixels"].Type).Dimensions, Is.EqualTo(new[] { 2, 3, 3 }));
        Assert.That(ImageSamples.Vectors(view, "Pixels").Single().Take(6), Is.EqualTo(new float[] { 0, 100, 200, 1, 101, 201 }));
    }

    [Test]
    public void The_offset_is_subtracted_before_the_scale_multiplies()
    {
        var view = Transform(_ml.Transforms.ExtractPixels("Pixels", "Image", offsetImage: 100, scaleImage: 0.5f));

        Assert.That(ImageSamples.Vectors(view, "Pixels").Single().Take(3), Is.EqualTo(new[] { -50f, -49.5f, -49f }));
    }

    [Test]
    public void The_order_of_extraction_orders_the_planes()
    {
        var view = Transform(_ml.Transforms.ExtractPixels(
            "Pixels", "Image", orderOfExtraction: ImagePixelExtractingEstimator.ColorsOrder.ABGR));

        Assert.That(ImageSamples.Vectors(view, "Pixels").Single()[0], Is.EqualTo(200));
    }

    [Test]
    public void A_single_colour_gives_a_single_plane()
    {
        var view = Transform(_ml.Transforms.ExtractPixels(
            "Pixels", "Image", colorsToExtract: ImagePixelExtractingEstimator.ColorBits.Green));

        Assert.That(ImageSamples.Vectors(view, "Pixels").Single(), Is.EqualTo(new float[] { 100, 101, 102, 110, 111, 112 }));
    }

    [Test]
    public void A_missing_image_gives_zeros()
    {
        var rows = _ml.Data.LoadFromEnumerable(new[] { new ImageSamples.SizedRow() });

        var view = _ml.Transforms.ExtractPixels("Pixels", "Image").Fit(rows).Transform(rows);

        Assert.That(ImageSamples.Vectors(view, "Pixels").Single(), Is.EqualTo(new float[18]));
    }

    [Test]
    public void Pixels_of_images_of_unknown_size_cannot_be_extracted()
    {
        using var image = ImageSamples.Create(3, 2, (_, _) => (1, 2, 3));
        var rows = _ml.Data.LoadFromEnumerable(new[] { new ImageSamples.UnsizedRow { Image = image } });

        Assert.Catch<ArgumentException>(() => _ml.Transforms.ExtractPixels("Pixels", "Image").Fit(rows).Transform(rows));
    }

    [Test]
    public void Filling_takes_the_nearest_pixels_of_the_whole_image()
    {
        var red = ResizedRed(6, 2, ImageResizingEstimator.ResizingKind.Fill, 2, 2, (x, y) => (10 * x + 100 * y, 0, 0));

        Assert.That(red, Is.EqualTo(new float[] { 10, 40, 110, 140 }));
    }

    [Test]
    public void Cropping_keeps_the_middle_of_a_wide_image()
    {
        var red = ResizedRed(12, 4, ImageResizingEstimator.ResizingKind.IsoCrop, 4, 4, (x, _) => (x is >= 2 and < 10 ? 200 : 0, 0, 0));

        Assert.That(red, Is.All.EqualTo(200).Within(1));
    }

    [Test]
    public void Padding_keeps_the_whole_image_between_black_margins()
    {
        var red = ResizedRed(8, 4, ImageResizingEstimator.ResizingKind.IsoPad, 8, 8, (_, _) => (200, 0, 0));

        Assert.That(red.Take(16), Is.All.Zero);
        Assert.That(red.Skip(24).Take(16), Is.All.EqualTo(200).Within(1));
        Assert.That(red.TakeLast(16), Is.All.Zero);
    }

    [Test]
    public void A_grey_image_weighs_its_colours_by_their_brightness()
    {
        var rows = _ml.Data.LoadFromEnumerable(new ImageSamples.SizedRow[] { new() { Image = ImageSamples.Create(3, 2, (_, _) => (100, 200, 50)) } });
        var pipeline = _ml.Transforms.ConvertToGrayscale("Grey", "Image").Append(_ml.Transforms.ExtractPixels("Pixels", "Grey"));

        var pixels = ImageSamples.Vectors(pipeline.Fit(rows).Transform(rows), "Pixels").Single();

        Assert.That(pixels, Is.All.EqualTo(0.3 * 100 + 0.59 * 200 + 0.11 * 50).Within(1.5));
    }

    [Test]
    public void A_resized_column_has_its_height_first()
    {
        var rows = Row();

        var schema = _ml.Transforms.ResizeImages("Image", imageWidth: 7, imageHeight: 5).Fit(rows).Transform(rows).Schema;

        Assert.That(schema["Image"].Type.Equals(new ImageDataViewType(5, 7)));
        Assert.That(schema["Image"].Type.ToString(), Is.EqualTo("Image<5, 7>"));
    }

    [Test]
    public void Images_are_loaded_from_paths_within_a_folder()
    {
        using (var image = ImageSamples.Create(3, 2, (x, y) => (x + 10 * y, 100, 200)))
            image.Save(Path.Combine(_folder, "a.png"));
        var rows = _ml.Data.LoadFromEnumerable(new ImageSamples.PathRow[] { new() { Path = "" }, new() { Path = "a.png" } });
        var pipeline = LoadingPipeline();

        var view = pipeline.Fit(rows).Transform(rows);

        var vectors = ImageSamples.Vectors(view, "Pixels");
        Assert.That(vectors[0], Is.All.Zero, "an empty path is a missing image");
        Assert.That(vectors[1].Take(6), Is.EqualTo(new float[] { 0, 1, 2, 10, 11, 12 }));
    }

    [Test]
    public void Loaded_images_have_no_known_size()
    {
        var rows = _ml.Data.LoadFromEnumerable(new ImageSamples.PathRow[] { new() { Path = "" } });

        var schema = _ml.Transforms.LoadImages("Image", _folder, "Path").Fit(rows).Transform(rows).Schema;

        Assert.That(schema["Image"].Type.Equals(new ImageDataViewType()));
    }

    [Test]
    public void A_saved_image_pipeline_gives_the_same_pixels_once_loaded()
    {
        using (var image = ImageSamples.Create(6, 4, (x, y) => (20 * x, 30 * y, 90)))
            image.Save(Path.Combine(_folder, "a.png"));
        var rows = _ml.Data.LoadFromEnumerable(new ImageSamples.PathRow[] { new() { Path = "a.png" } });
        var model = LoadingPipeline().Fit(rows);
        var path = Path.Combine(_folder, "model.zip");

        _ml.Model.Save(model, rows.Schema, path);
        var loaded = new MLContext(seed: 2).Model.Load(path, out _);

        Assert.That(
            ImageSamples.Vectors(loaded.Transform(rows), "Pixels").Single(),
            Is.EqualTo(ImageSamples.Vectors(model.Transform(rows), "Pixels").Single()));
    }

    [Test]
    public void A_prediction_engine_takes_images()
    {
        var model = _ml.Transforms.ExtractPixels("Features", "Image").Fit(Row());
        using var engine = _ml.Model.CreatePredictionEngine<ImageSamples.SizedRow, FeatureRow>(model);
        using var image = ImageSamples.Create(3, 2, (_, _) => (7, 8, 9));

        var features = engine.Predict(new() { Image = image }).Features!;

        Assert.That(features.Take(6), Is.All.EqualTo(7));
    }

    private EstimatorChain<ImagePixelExtractingTransformer> LoadingPipeline() =>
        _ml.Transforms.LoadImages("Image", _folder, "Path")
            .Append(_ml.Transforms.ResizeImages("Image", imageWidth: 3, imageHeight: 2))
            .Append(_ml.Transforms.ExtractPixels("Pixels", "Image"));

    private IDataView Transform(ImagePixelExtractingEstimator estimator)
    {
        var rows = Row();
        return estimator.Fit(rows).Transform(rows);
    }

    // Red is 10 y + x; green is 100 more, blue 200 more.
    private IDataView Row() => _ml.Data.LoadFromEnumerable(new ImageSamples.SizedRow[]
    {
        new() { Image = ImageSamples.Create(3, 2, (x, y) => (10 * y + x, 10 * y + x + 100, 10 * y + x + 200)) },
    });

    private float[] ResizedRed(
        int fromWidth, int fromHeight, ImageResizingEstimator.ResizingKind kind, int width, int height, Func<int, int, (int, int, int)> color)
    {
        var rows = _ml.Data.LoadFromEnumerable(new ImageSamples.UnsizedRow[] { new() { Image = ImageSamples.Create(fromWidth, fromHeight, color) } });
        var pipeline = _ml.Transforms.ResizeImages("Resized", width, height, "Image", kind)
            .Append(_ml.Transforms.ExtractPixels("Pixels", "Resized", ImagePixelExtractingEstimator.ColorBits.Red));
        return ImageSamples.Vectors(pipeline.Fit(rows).Transform(rows), "Pixels").Single();
    }

    internal sealed class FeatureRow
    {
        public float[]? Features { get; set; }
    }
}
