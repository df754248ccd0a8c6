using Microsoft.ML.Data;
using Microsoft.ML.NeuralArchitectureSearch.Estimators;
using Microsoft.ML.Transforms.Image;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;

public sealed class ImageColumnTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Test]
    public void Images_train_and_score_as_the_planar_pixels_in_them()
    {
        var ofImages = Trainer("Image").Fit(Keyed(Rows(12)));
        var ofPixels = Trainer("Pixels").Fit(Keyed(Rows(12)));

        Assert.That(ofImages.Shape, Is.EqualTo(new MapShape(3, 8, 8)));
        Assert.That(Score(ofImages), Is.EqualTo(Score(ofPixels)));
    }

    [Test]
    public void Images_pass_through_a_scored_view_and_may_be_disposed_by_their_reader()
    {
        using var model = Trainer("Image").Fit(Keyed(Rows(12)));
        var scored = model.Transform(Keyed(Rows(12)));

        var expected = Rows(12).Select(row => row.Pixels[0]).ToArray();
        var actual = new List<float>();
        using var cursor = scored.GetRowCursor(scored.Schema);
        var getter = cursor.GetGetter<MLImage>(scored.Schema["Image"]);
        while (cursor.MoveNext())
        {
            MLImage? image = null;
            getter(ref image!);
            getter(ref image!); // a second look at the same row
            actual.Add(image.Pixels[image.PixelFormat == MLPixelFormat.Rgba32 ? 0 : 2]);
            image.Dispose();
        }

        Assert.That(actual, Is.EqualTo(expected));
    }

    [Test]
    public void A_row_without_an_image_is_refused_in_training_and_has_no_prediction_in_scoring()
    {
        using var model = Trainer("Image").Fit(Keyed(Rows(12)));
        var rows = Rows(12).ToArray();
        rows[4].Image = null;

        var predictions = _ml.Data.CreateEnumerable<KeyOnly>(model.Transform(Keyed(rows)), reuseRowObject: false).ToArray();

        Assert.That(() => Trainer("Image").Fit(Keyed(rows)), Throws.ArgumentException.With.Message.Contains("row 4"));
        Assert.That(predictions.Count(row => row.PredictedLabel == 0), Is.EqualTo(1));
        Assert.That(predictions[4].PredictedLabel, Is.Zero);
    }

    [Test]
    public void Images_of_unknown_size_need_the_option_Shape()
    {
        var view = Keyed(Rows(12).Select(row => new UnsizedRow { Label = row.Label, Image = row.Image }));

        Assert.That(
            () => Trainer("Image").Fit(view),
            Throws.ArgumentException.With.Message.Contains("'Image'").And.Message.Contains("ResizeImages"));
        using var model = Trainer("Image", new MapShape(3, 8, 8)).Fit(view);
        Assert.That(model.Shape, Is.EqualTo(new MapShape(3, 8, 8)));
    }

    private float[][] Score(CellNetworkTransformer model)
    {
        using (model)
        {
            return [.. model.Transform(Keyed(Rows(12))).GetColumn<float[]>("Score")];
        }
    }

    private CellNetworkTrainer Trainer(string features, MapShape? shape = null) =>
        _ml.MulticlassClassification.Trainers.CellNetwork(ToyImages.SmallCells, new CellNetworkTrainerOptions
        {
            FeatureColumnName = features,
            Shape = shape,
            Network = ToyImages.SmallNetwork,
            Training = ToyImages.ShortTraining with { Epochs = 1 },
        });

    private IDataView Keyed<T>(IEnumerable<T> rows)
        where T : class
    {
        var view = _ml.Data.LoadFromEnumerable(rows.ToArray());
        return _ml.Transforms.Conversion.MapValueToKey("Label").Fit(view).Transform(view);
    }

    private static IEnumerable<ImageRow> Rows(int count)
    {
        var random = new Random(11);
        for (var i = 0; i < count; i++)
        {
            var bytes = new byte[8 * 8 * 4];
            var pixels = new float[3 * 8 * 8];
            var gray = ToyImages.Image(i % 3, random);
            for (var pixel = 0; pixel < gray.Length; pixel++)
            {
                for (var channel = 0; channel < 3; channel++)
                {
                    bytes[(4 * pixel) + channel] = (byte)((10 * gray[pixel]) + channel);
                    pixels[(64 * channel) + pixel] = bytes[(4 * pixel) + channel];
                }

                bytes[(4 * pixel) + 3] = 255;
            }

            yield return new ImageRow
            {
                Label = ToyImages.ClassNames[i % 3],
                Image = MLImage.CreateFromPixels(8, 8, MLPixelFormat.Rgba32, bytes),
                Pixels = pixels,
            };
        }
    }

    private sealed class ImageRow
    {
        public string Label { get; set; } = "";

        [ImageType(8, 8)]
        public MLImage? Image { get; set; }

        [VectorType(3, 8, 8)]
        public float[] Pixels { get; set; } = [];
    }

    private sealed class UnsizedRow
    {
        public string Label { get; set; } = "";

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

    private sealed class KeyOnly
    {
        public uint PredictedLabel { get; set; }
    }
}
