using Microsoft.ML.Data;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Frameworks;

/// <summary>Schemas before there is data: what a shape knows, and what trainers promise and refuse.</summary>
public sealed class SchemaShapeTests
{
    [Test]
    public void A_shape_knows_kinds_and_keys_but_no_sizes()
    {
        var shape = ShapeOf(builder =>
        {
            builder.AddColumn("Key", new KeyDataViewType(typeof(uint), 5));
            builder.AddColumn("Fixed", new VectorDataViewType(NumberDataViewType.Single, 3));
            builder.AddColumn("Variable", new VectorDataViewType(NumberDataViewType.Single));
            builder.AddColumn("Text", TextDataViewType.Instance);
        });

        Assert.That(shape.Select(c => (c.Name, c.Kind, c.ItemType, c.IsKey)), Is
            .EqualTo(new (string, SchemaShape.Column.VectorKind, DataViewType, bool)[]
                {
                    ("Key", SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.UInt32, true),
                    ("Fixed", SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, false),
                    ("Variable", SchemaShape.Column.VectorKind.VariableVector, NumberDataViewType.Single, false),
                    ("Text", SchemaShape.Column.VectorKind.Scalar, TextDataViewType.Instance, false),
                }));
        Assert.That(shape.FirstOrDefault(c => c.Name == "Absent").Name, Is.Null);
    }

    [Test]
    public void A_trainer_promises_its_columns_before_it_sees_data()
    {
        var ml = new MLContext(1);
        var shape = ShapeOf(builder =>
        {
            builder.AddColumn("Label", new KeyDataViewType(typeof(uint), 5));
            builder.AddColumn("Features", new VectorDataViewType(NumberDataViewType.Single, 3));
        });

        var promised = ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy().GetOutputSchema(shape);

        var predicted = promised.Single(c => c.Name == "PredictedLabel");
        var score = promised.Single(c => c.Name == "Score");
        Assert.That((predicted.Kind, predicted.IsKey), Is.EqualTo((SchemaShape.Column.VectorKind.Scalar, true)));
        Assert.That(
            (score.Kind, score.ItemType),
            Is.EqualTo((SchemaShape.Column.VectorKind.Vector, (DataViewType)NumberDataViewType.Single)));
        Assert.That(score.Annotations.Select(a => a.Name), Does.Contain("ScoreColumnKind"));
    }

    [Test]
    public void A_trainer_refuses_features_of_unknown_size_and_a_missing_label()
    {
        var ml = new MLContext(1);
        var trainer = ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy();
        var variable = ShapeOf(builder =>
        {
            builder.AddColumn("Label", new KeyDataViewType(typeof(uint), 5));
            builder.AddColumn("Features", new VectorDataViewType(NumberDataViewType.Single));
        });
        var unlabeled = ShapeOf(builder => builder.AddColumn("Features", new VectorDataViewType(NumberDataViewType.Single, 3)));

        Assert.That(() => trainer.GetOutputSchema(variable), Throws.InstanceOf<ArgumentException>().With.Message.Contains("Features"));
        Assert.That(() => trainer.GetOutputSchema(unlabeled), Throws.InstanceOf<ArgumentException>().With.Message.Contains("Label"));
    }

    private static SchemaShape ShapeOf(Action<DataViewSchema.Builder> describe)
    {
        var builder = new DataViewSchema.Builder();
        describe(builder);
        var capture = new Capture();
        new EmptyLoader(builder.ToSchema()).Append(capture).GetOutputSchema();
        return capture.Seen!;
    }

    private sealed class EmptyLoader(DataViewSchema schema) : IDataLoader<object>
    {
        public DataViewSchema GetOutputSchema() => schema;

        public IDataView Load(object input) => throw new NotSupportedException();

        public void Save(ModelSaveContext ctx) => throw new NotSupportedException();
    }

    private sealed class Capture : IEstimator<ITransformer>
    {
        public SchemaShape? Seen { get; private set; }

        public ITransformer Fit(IDataView input) => throw new NotSupportedException();

        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => Seen = inputSchema;
    }
}
