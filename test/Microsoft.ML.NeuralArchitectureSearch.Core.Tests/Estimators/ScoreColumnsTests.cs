using Microsoft.ML.Data;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;

public sealed class ScoreColumnsTests
{
    private static MLContext Ml => TrainedModel.Context;

    private static DataViewSchema Scored => TrainedModel.Model.GetOutputSchema(ToyImages.Keyed(Ml, 12).Schema);

    [Test]
    public void The_predicted_label_is_the_label_s_key_with_its_values()
    {
        var column = Scored["PredictedLabel"];

        var values = default(VBuffer<ReadOnlyMemory<char>>);
        column.GetKeyValues(ref values);
        Assert.That(column.Type, Is.EqualTo(new KeyDataViewType(typeof(uint), 3)));
        Assert.That(values.DenseValues().Select(value => value.ToString()), Is.EqualTo(ToyImages.ClassNames));
        Assert.That(Text(column, "ScoreColumnKind"), Is.EqualTo("MulticlassClassification"));
        Assert.That(Text(column, "ScoreValueKind"), Is.EqualTo("PredictedLabel"));
    }

    [Test]
    public void The_score_is_a_vector_whose_slots_are_named_by_the_classes()
    {
        var column = Scored["Score"];

        var names = default(VBuffer<ReadOnlyMemory<char>>);
        column.GetSlotNames(ref names);
        Assert.That(column.Type, Is.EqualTo(new VectorDataViewType(NumberDataViewType.Single, 3)));
        Assert.That(names.DenseValues().Select(name => name.ToString()), Is.EqualTo(ToyImages.ClassNames));
        Assert.That(Text(column, "ScoreColumnKind"), Is.EqualTo("MulticlassClassification"));
        Assert.That(Text(column, "ScoreValueKind"), Is.EqualTo("Score"));
    }

    [Test]
    public void The_predicted_label_comes_before_the_score_and_both_belong_together()
    {
        Assert.That(Scored.Select(column => column.Name).TakeLast(2), Is.EqualTo(new[] { "PredictedLabel", "Score" }));
        Assert.That(Set(Scored["Score"]), Is.EqualTo(Set(Scored["PredictedLabel"])));
    }

    [Test]
    public void A_second_model_s_columns_form_a_set_of_their_own()
    {
        var once = Scored;

        var twice = TrainedModel.Model.GetOutputSchema(once);

        Assert.That(Set(twice["Score"]), Is.EqualTo(Set(once["Score"]) + 1));
        Assert.That(twice.Count, Is.EqualTo(once.Count + 2));
        Assert.That(twice[once["Score"].Index].IsHidden, Is.True);
    }

    [Test]
    public void The_promised_shape_is_that_of_the_schema()
    {
        var ml = new MLContext(seed: 1);
        var shapes = new List<SchemaShape>();
        var rows = ml.Data.LoadFromEnumerable(ToyImages.Rows(12));
        var pipeline = ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(ml.MulticlassClassification.Trainers.CellNetwork(
                ToyImages.SmallCells, featureColumnName: "Pixels", network: ToyImages.SmallNetwork, training: ToyImages.ShortTraining))
            .Append(new ShapeProbe(shapes, ml));

        using var model = pipeline.Fit(rows);

        var promised = shapes.First().Where(column => column.Name is "PredictedLabel" or "Score").ToDictionary(column => column.Name);
        var delivered = model.Transform(rows).Schema;
        Assert.That(promised["PredictedLabel"].IsKey, Is.True);
        Assert.That(promised["Score"].Kind, Is.EqualTo(SchemaShape.Column.VectorKind.Vector));
        foreach (var (name, column) in promised)
        {
            Assert.That(
                column.Annotations.Select(annotation => annotation.Name),
                Is.EquivalentTo(delivered[name].Annotations.Schema.Select(annotation => annotation.Name)), name);
        }
    }

    [Test]
    public void Numbers_behind_the_keys_stay_numbers()
    {
        var ml = new MLContext(seed: 1);
        var random = new Random(1);
        var rows = ml.Data.LoadFromEnumerable(
            Enumerable.Range(0, 12).Select(i => new NumberedRow { Label = (10 * (i % 3)) + 5, Features = ToyImages.Image(i % 3, random) }));
        var pipeline = ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(ml.MulticlassClassification.Trainers.CellNetwork(
                ToyImages.SmallCells, network: ToyImages.SmallNetwork, training: ToyImages.ShortTraining));

        using var folder = new TemporaryFolder();
        using var model = pipeline.Fit(rows);
        ml.Model.Save(model, rows.Schema, folder.File("model.zip"));
        var loaded = ml.Model.Load(folder.File("model.zip"), out _);

        var column = loaded.GetOutputSchema(rows.Schema)["PredictedLabel"];
        var values = default(VBuffer<int>);
        column.Annotations.GetValue("KeyValues", ref values);
        Assert.That(values.DenseValues(), Is.EqualTo(new[] { 5, 15, 25 }));
    }

    private static string Text(DataViewSchema.Column column, string kind)
    {
        var value = default(ReadOnlyMemory<char>);
        column.Annotations.GetValue(kind, ref value);
        return value.ToString();
    }

    private static uint Set(DataViewSchema.Column column)
    {
        uint set = 0;
        column.Annotations.GetValue("ScoreColumnSetId", ref set);
        return set;
    }

    private sealed class NumberedRow
    {
        public int Label { get; set; }

        [VectorType(8, 8)]
        public float[] Features { get; set; } = [];
    }

    /// <summary>Notes the shape that it is given; changes nothing.</summary>
    private sealed class ShapeProbe(List<SchemaShape> seen, MLContext ml) : IEstimator<ITransformer>
    {
        public ITransformer Fit(IDataView input) => ml.Transforms.CopyColumns("Copy", "Number").Fit(input);

        public SchemaShape GetOutputSchema(SchemaShape inputSchema)
        {
            seen.Add(inputSchema);
            return inputSchema;
        }
    }
}
