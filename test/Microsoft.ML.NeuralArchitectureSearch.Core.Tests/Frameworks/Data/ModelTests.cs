using System.IO.Compression;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Microsoft.ML.Transforms;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Frameworks.Data;

[TestFixture]
internal sealed class ModelTests
{
    private readonly MLContext _ml = new(1);

    [Test]
    public void The_linear_baseline_learns_what_is_linear_and_describes_its_columns()
    {
        var data = Points();
        var scored = Pipeline().Fit(data).Transform(data);

        var metrics = _ml.MulticlassClassification.Evaluate(scored);

        Assert.That(metrics.MicroAccuracy, Is.GreaterThan(0.95));
        Assert.That(scored.Schema["Score"].Type, Is.EqualTo(new VectorDataViewType(NumberDataViewType.Single, 3)));
        Assert.That(scored.Schema["PredictedLabel"].Type, Is.EqualTo(new KeyDataViewType(typeof(uint), 3)));
        var names = default(VBuffer<ReadOnlyMemory<char>>);
        scored.Schema["Score"].GetSlotNames(ref names);
        Assert.That(names.DenseValues().Select(n => n.ToString()), Is.EqualTo(new[] { "left", "right", "up" }));
        var kind = default(ReadOnlyMemory<char>);
        scored.Schema["Score"].Annotations.GetValue("ScoreColumnKind", ref kind);
        Assert.That(kind.ToString(), Is.EqualTo("MulticlassClassification"));
        Assert.That(scored.GetColumn<float[]>("Score").Select(s => s.Sum()), Is.All.EqualTo(1).Within(1e-4));
        Assert.That(scored.Schema["PredictedLabel"].HasKeyValues(), Is.True);
    }

    [Test]
    public void A_saved_chain_predicts_the_same_after_loading()
    {
        var data = Points();
        var model = Pipeline().Fit(data);
        using var stream = new MemoryStream();

        _ml.Model.Save(model, data.Schema, stream);
        stream.Position = 0;
        var loaded = new MLContext().Model.Load(stream, out var schema);

        Assert.That(loaded, Is.InstanceOf<TransformerChain<ITransformer>>());
        Assert.That(schema.Select(c => (c.Name, c.Type.ToString())), Is.EqualTo(data.Schema.Select(c => (c.Name, c.Type.ToString()))));
        Assert.That(loaded.Transform(data).GetColumn<float[]>("Score"), Is.EqualTo(model.Transform(data).GetColumn<float[]>("Score")));
        Assert.That(loaded.Transform(data).GetColumn<string>("Direction"), Is.EqualTo(model.Transform(data).GetColumn<string>("Direction")));
    }

    [Test]
    public void A_model_file_has_the_layout_that_is_documented()
    {
        var data = Points();
        using var stream = new MemoryStream();
        _ml.Model.Save(Pipeline().Fit(data), data.Schema, stream);

        using var archive = new ZipArchive(new MemoryStream(stream.ToArray()));

        var names = archive.Entries.Select(e => e.FullName.Replace('\\', '/')).ToArray();
        Assert.That(names, Does.Contain("TrainingInfo/Version.txt"));
        Assert.That(names, Does.Contain("TransformerChain/Model.key"));
        Assert.That(names, Does.Contain("TransformerChain/Transform_000/Model.key"));
        Assert.That(names, Has.Some.StartsWith("Schema"));
    }

    [Test]
    public void What_is_no_model_is_refused()
    {
        using var stream = new MemoryStream([1, 2, 3, 4, 5]);

        Assert.That(() => _ml.Model.Load(stream, out _), Throws.Exception);
    }

    [Test]
    public void A_truncated_model_is_refused()
    {
        var data = Points();
        using var stream = new MemoryStream();
        _ml.Model.Save(Pipeline().Fit(data), data.Schema, stream);
        using var half = new MemoryStream(stream.ToArray()[..((int)stream.Length / 2)]);

        Assert.That(() => _ml.Model.Load(half, out _), Throws.Exception);
    }

    [Test]
    public void A_prediction_engine_maps_one_object()
    {
        var data = Points();
        var model = Pipeline().Fit(data);
        var row = new Point { Features = [-3, 0], Label = "left" };

        using var engine = _ml.Model.CreatePredictionEngine<Point, Prediction>(model);
        var first = engine.Predict(row);
        var second = engine.Predict(new Point { Features = [0, 3], Label = "up" });

        Assert.That(first.Direction, Is.EqualTo("left"));
        Assert.That(second.Direction, Is.EqualTo("up"));
        Assert.That(first.PredictedLabel, Is.EqualTo(1));
        Assert.That(first.Score, Has.Length.EqualTo(3));
        Assert.That(engine.OutputSchema.GetColumnOrNull("Score"), Is.Not.Null);
    }

    [Test]
    public void An_engine_disposes_the_model_only_if_it_owns_it()
    {
        var data = Points();
        var part = new DisposableTransformer(_ml.Transforms.CopyColumns("Copy", "Label").Fit(data));
        var chain = new TransformerChain<ITransformer>(part);

        _ml.Model.CreatePredictionEngine<Point, Prediction>(chain, new PredictionEngineOptions { OwnsTransformer = false }).Dispose();
        Assert.That(part.Disposed, Is.False);

        _ml.Model.CreatePredictionEngine<Point, Prediction>(chain).Dispose();
        Assert.That(part.Disposed, Is.True);
    }

    [Test]
    public void A_custom_mapping_with_a_contract_survives_saving()
    {
        var data = Points();
        var model = _ml.Transforms.CustomMapping(new SumFactory().GetMapping(), "SumOfFeatures").Fit(data);
        using var stream = new MemoryStream();

        _ml.Model.Save(model, data.Schema, stream);
        stream.Position = 0;
        var loaded = new MLContext().Model.Load(stream, out _);

        Assert.That(loaded.Transform(data).GetColumn<float>("Total"), Is.EqualTo(model.Transform(data).GetColumn<float>("Total")));
    }

    [Test]
    public void A_custom_mapping_without_a_contract_cannot_be_saved()
    {
        var data = Points();
        var model = _ml.Transforms.CustomMapping<PointFeatures, Sum>((source, target) => target.Total = source.Features.Sum(), contractName: null).Fit(data);

        Assert.That(() => _ml.Model.Save(model, data.Schema, new MemoryStream()), Throws.Exception);
    }

    [Test]
    public void Cross_validation_trains_and_scores_each_fold()
    {
        var results = _ml.MulticlassClassification.CrossValidate(Keyed(Points()), Trainer(), numberOfFolds: 3);

        Assert.That(results, Has.Count.EqualTo(3));
        Assert.That(results.Select(r => r.Fold), Is.EqualTo(new[] { 0, 1, 2 }));
        Assert.That(results.Select(r => r.Metrics.MicroAccuracy), Is.All.GreaterThan(0.8));
    }

    private IDataView Keyed(IDataView data) => _ml.Transforms.Conversion.MapValueToKey("Label").Fit(data).Transform(data);

    private LbfgsMaximumEntropyMulticlassTrainer Trainer() =>
        _ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(l1Regularization: 0, l2Regularization: 0.01f);

    private EstimatorChain<KeyToValueMappingTransformer> Pipeline() =>
        _ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(_ml.Transforms.NormalizeMinMax("Features"))
            .AppendCacheCheckpoint(_ml)
            .Append(Trainer())
            .Append(_ml.Transforms.Conversion.MapKeyToValue("Direction", "PredictedLabel"));

    private IDataView Points()
    {
        var random = new Random(1);
        var centers = new (string Name, float X, float Y)[] { ("left", -3, 0), ("right", 3, 0), ("up", 0, 3) };
        return _ml.Data.LoadFromEnumerable(Enumerable.Range(0, 150).Select(i => centers[i % 3]).Select(c => new Point
        {
            Label = c.Name,
            Features = [c.X + random.NextSingle() - 0.5f, c.Y + random.NextSingle() - 0.5f],
        }).ToList());
    }

    private sealed class Point
    {
        [VectorType(2)]
        public float[] Features { get; set; } = [];

        public string Label { get; set; } = "";
    }

    private sealed class Prediction
    {
        public uint PredictedLabel { get; set; }

        public float[] Score { get; set; } = [];

        public string Direction { get; set; } = "";
    }

    public sealed class PointFeatures
    {
        [VectorType(2)]
        public float[] Features { get; set; } = [];
    }

    public sealed class Sum
    {
        public float Total { get; set; }
    }

    [CustomMappingFactoryAttribute("SumOfFeatures")]
    public sealed class SumFactory : CustomMappingFactory<PointFeatures, Sum>
    {
        public override Action<PointFeatures, Sum> GetMapping() => (source, target) => target.Total = source.Features.Sum();
    }

    private sealed class DisposableTransformer(ITransformer inner) : ITransformer, IDisposable
    {
        public bool Disposed { get; private set; }

        public bool IsRowToRowMapper => inner.IsRowToRowMapper;

        public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => inner.GetOutputSchema(inputSchema);

        public IDataView Transform(IDataView input) => inner.Transform(input);

        public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => inner.GetRowToRowMapper(inputSchema);

        public void Save(ModelSaveContext ctx) => inner.Save(ctx);

        public void Dispose() => Disposed = true;
    }
}
