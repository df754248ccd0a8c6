using Microsoft.ML.Data;
using Microsoft.ML.NeuralArchitectureSearch.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;

/// <summary>What cannot be learned from is refused before any work, in words that help.</summary>
public sealed class BadInputTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Test]
    public void A_missing_feature_column_is_named_with_those_that_are_there() =>
        AssertRefused(() => Trainer(features: "Missing").Fit(ToyImages.Keyed(_ml, 12)), "feature column 'Missing' is missing", "'Pixels'");

    [Test]
    public void A_missing_label_column_is_named() =>
        AssertRefused(() => Trainer(label: "Missing").Fit(ToyImages.Keyed(_ml, 12)), "label column 'Missing' is missing");

    [Test]
    public void A_chain_refuses_a_missing_column_before_it_fits_anything()
    {
        var chain = _ml.Transforms.Conversion.MapValueToKey("Label").Append(Search(new() { FeatureColumnName = "Missing" }));

        AssertRefused(() => chain.Fit(new UnreadableView(_ml.Data.LoadFromEnumerable(ToyImages.Rows(3)))), "'Missing' is missing");
    }

    [Test]
    public void A_label_that_is_no_key_is_refused_with_the_transform_that_makes_one()
    {
        var rows = _ml.Data.LoadFromEnumerable(ToyImages.Rows(12));

        AssertRefused(() => Trainer().Fit(rows), "label column 'Label' is String", "MapValueToKey");
        AssertRefused(() => Trainer().GetOutputSchema(ShapeOf(rows)), "label column 'Label' is String", "MapValueToKey");
    }

    [Test]
    public void Doubles_are_refused_with_the_transform_that_converts_them()
    {
        var rows = Rows(new DoublesRow { Pixels = new double[64] });

        AssertRefused(() => Trainer().Fit(rows), "'Pixels' is Vector<Double", "ConvertType");
        AssertRefused(() => Trainer().GetOutputSchema(ShapeOf(rows)), "'Pixels' is Vector<Double", "ConvertType");
    }

    [Test]
    public void A_vector_of_unknown_size_is_refused()
    {
        var rows = Rows(new VariableRow { Pixels = new float[64] });

        AssertRefused(() => Trainer().Fit(rows), "'Pixels'", "unknown size");
        AssertRefused(() => Trainer().GetOutputSchema(ShapeOf(rows)), "'Pixels'", "unknown size");
    }

    [Test]
    public void A_flat_vector_needs_the_option_Shape()
    {
        var rows = Rows(
            [.. Enumerable.Range(0, 12).Select(i => new FlatRow { Label = i % 2, Pixels = ToyImages.Image(i % 2, new Random(i)) })]);

        AssertRefused(() => Trainer().Fit(rows), "'Pixels'", "Shape");
        AssertRefused(() => Trainer(shape: new MapShape(1, 8, 9)).Fit(rows), "1x8x9");
        using var model = Trainer(shape: new MapShape(1, 8, 8)).Fit(rows);
        Assert.That(model.Shape, Is.EqualTo(new MapShape(1, 8, 8)));
    }

    [Test]
    public void A_shape_that_contradicts_the_column_is_refused() =>
        AssertRefused(() => Trainer(shape: new MapShape(3, 8, 8)).Fit(ToyImages.Keyed(_ml, 12)), "'Pixels'", "3x8x8");

    [Test]
    public void Sizes_that_the_reductions_cannot_halve_are_refused_before_a_row_is_read()
    {
        var rows = new UnreadableView(Rows(new OddRow { Pixels = new float[49] }));

        Assert.That(() => Trainer().Fit(rows), Throws.InstanceOf<ArgumentException>().With.Message.Contains("7"));
        Assert.That(
            () => Search(new() { FeatureColumnName = "Pixels" }).Fit(rows),
            Throws.InstanceOf<ArgumentException>().With.Message.Contains("7"));
    }

    [Test]
    public void One_class_is_refused()
    {
        AssertRefused(() => Trainer().Fit(Keys(2, [.. Enumerable.Repeat(0u, 8)])), "same class");
        AssertRefused(() => Trainer().Fit(Keys(1, [.. Enumerable.Repeat(0u, 8)])), "1 classes");
    }

    [Test]
    public void An_empty_view_is_refused() => AssertRefused(() => Trainer().Fit(Keys(2, [])), "empty");

    [Test]
    public void Too_few_images_are_refused() => AssertRefused(() => Trainer().Fit(Keys(2, [0, 1])), "2 labelled images", "4");

    [TestCase(float.NaN)]
    [TestCase(float.PositiveInfinity)]
    [TestCase(float.NegativeInfinity)]
    public void A_pixel_that_is_no_number_is_refused_with_its_row(float pixel)
    {
        var rows = ToyImages.Rows(12).ToArray();
        rows[7].Pixels[63] = pixel;
        var view = _ml.Data.LoadFromEnumerable(rows);
        var keyed = _ml.Transforms.Conversion.MapValueToKey("Label").Fit(view).Transform(view);

        AssertRefused(() => Trainer().Fit(keyed), "row 7", "'Pixels'");
    }

    [Test]
    public void A_label_outside_its_keys_is_refused_with_its_row()
    {
        var view = new RaisedKeys(Keys(2, [0, 1, 0, 1, 0, 1]));

        AssertRefused(() => Trainer().Fit(view), "row 0", "'Label'", "1 to 2");
    }

    [Test]
    public void Missing_labels_are_left_out_with_a_warning()
    {
        var warnings = new List<string>();
        _ml.Log += (_, message) =>
        {
            if (message.Kind == Runtime.ChannelMessageKind.Warning)
            {
                warnings.Add(message.RawMessage);
            }
        };

        // Beyond the count, a key read out of an object is missing.
        using var model = Trainer().Fit(Keys(2, [0, 1, 9, 0, 1, 0, 1, 9]));

        Assert.That(warnings, Has.One.Contains("2 rows have no label"));
    }

    [Test]
    public void Missing_labels_alone_are_refused() =>
        AssertRefused(() => Trainer().Fit(Keys(2, [9, 9, 9, 9])), "All 4 rows", "missing label");

    [Test]
    public void An_unknown_operation_is_refused_at_the_door()
    {
        var cell = new CellGenotype([new Edge(0, "conv_99x99"), new Edge(1, OperationNames.SkipConnect)]);

        Assert.That(
            () => _ml.MulticlassClassification.Trainers.CellNetwork(new Genotype(cell, cell)),
            Throws.InstanceOf<ArgumentException>().With.Message.Contains("conv_99x99").And.Message.Contains("sep_conv_3x3"));
    }

    [Test]
    public void Settings_out_of_range_name_the_setting()
    {
        Assert.That(
            () => new TrainingOptions { Epochs = -1 },
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("Epochs"));
        Assert.That(
            () => new ImageSearchOptions { TimeBudget = TimeSpan.Zero },
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("TimeBudget"));
        Assert.That(
            () => new ImageSearchOptions { LabelColumnName = "" },
            Throws.ArgumentException.With.Property("ParamName").EqualTo("LabelColumnName"));
        Assert.That(() => new ImageSearchOptions { Space = null! }, Throws.ArgumentNullException);
        Assert.That(() => _ml.MulticlassClassification.Trainers.NeuralArchitecture(featureColumnName: " "), Throws.ArgumentException);
        Assert.That(
            () => _ml.MulticlassClassification.Trainers.NeuralArchitecture((ImageSearchOptions)null!),
            Throws.ArgumentNullException);
    }

    [Test]
    public void A_model_refuses_images_of_another_size()
    {
        var rows = Rows(new OddRow { Pixels = new float[49] });

        AssertRefused(() => TrainedModel.Model.Transform(rows), "'Pixels'", "1x8x8");
        AssertRefused(
            () => TrainedModel.Model.GetOutputSchema(_ml.Data.LoadFromEnumerable([new FlatLabel()]).Schema),
            "'Pixels' is missing");
    }

    private static void AssertRefused(Action action, params string[] told)
    {
        var exception = Assert.Catch<ArgumentException>(action);
        foreach (var text in told)
        {
            Assert.That(exception!.Message, Does.Contain(text));
        }
    }

    private static SchemaShape ShapeOf(IDataView view) => new ShapeCatcher().Catch(view);

    private CellNetworkTrainer Trainer(string label = "Label", string features = "Pixels", MapShape? shape = null) =>
        _ml.MulticlassClassification.Trainers.CellNetwork(ToyImages.SmallCells, new CellNetworkTrainerOptions
        {
            LabelColumnName = label,
            FeatureColumnName = features,
            Shape = shape,
            Network = ToyImages.SmallNetwork,
            Training = ToyImages.ShortTraining with { Epochs = 1 },
        });

    private NeuralArchitectureEstimator Search(ImageSearchOptions options) =>
        _ml.MulticlassClassification.Trainers
            .NeuralArchitecture(options with { FinalNetwork = new CellNetworkOptions { Channels = 4, Cells = 3 } });

    private IDataView Rows<T>(params T[] rows)
        where T : class
    {
        var view = _ml.Data.LoadFromEnumerable(rows);
        return _ml.Transforms.Conversion
            .MapValueToKey("Label", keyData: _ml.Data.LoadFromEnumerable([new FlatLabel { Label = 0 }, new FlatLabel { Label = 1 }]))
            .Fit(view)
            .Transform(view);
    }

    private IDataView Keys(int count, uint[] labels)
    {
        var definition = SchemaDefinition.Create(typeof(KeyRow));
        definition["Label"].ColumnType = new KeyDataViewType(typeof(uint), count);
        var random = new Random(1);
        return _ml.Data.LoadFromEnumerable(
            labels.Select(label => new KeyRow { Label = label, Pixels = ToyImages.Image((int)label % 3, random) }),
            definition);
    }

    private sealed class FlatLabel
    {
        public int Label { get; set; }
    }

    private sealed class FlatRow
    {
        public int Label { get; set; }

        [VectorType(64)]
        public float[] Pixels { get; set; } = [];
    }

    private sealed class OddRow
    {
        public int Label { get; set; }

        [VectorType(1, 7, 7)]
        public float[] Pixels { get; set; } = [];
    }

    private sealed class VariableRow
    {
        public int Label { get; set; }

        public float[] Pixels { get; set; } = [];
    }

    private sealed class DoublesRow
    {
        public int Label { get; set; }

        [VectorType(1, 8, 8)]
        public double[] Pixels { get; set; } = [];
    }

    private sealed class KeyRow
    {
        [KeyType(2)]
        public uint Label { get; set; }

        [VectorType(1, 8, 8)]
        public float[] Pixels { get; set; } = [];
    }
}
