using System.IO.Compression;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Frameworks;

/// <summary>Saving and loading with ML.NET, and who disposes a model.</summary>
public sealed class ModelFileTests
{
    private readonly MLContext _ml = new(1);

    [Test]
    public void A_single_transformer_loads_as_itself_and_a_pipeline_as_a_chain_of_transformers()
    {
        var data = Points();
        var copy = _ml.Transforms.CopyColumns("Copy", "Label");

        var single = Reloaded(copy.Fit(data), data.Schema, out var schema);
        var chain = Reloaded(copy.Append(_ml.Transforms.CopyColumns("Again", "Copy")).Fit(data), data.Schema, out _);

        Assert.That(single, Is.InstanceOf<ColumnCopyingTransformer>());
        Assert.That(chain, Is.InstanceOf<TransformerChain<ITransformer>>());
        Assert.That(
            schema.Select(column => (column.Name, column.Type.ToString())),
            Is.EqualTo(data.Schema.Select(column => (column.Name, column.Type.ToString()))));
    }

    [Test]
    public void A_cache_checkpoint_is_not_saved()
    {
        var data = Points();
        var pipeline = _ml.Transforms.CopyColumns("Copy", "Label").AppendCacheCheckpoint(_ml)
            .Append(_ml.Transforms.CopyColumns("Again", "Copy"));

        var loaded = Reloaded(pipeline.Fit(data), data.Schema, out _);

        Assert.That((TransformerChain<ITransformer>)loaded, Has.Exactly(2).Items);
    }

    [Test]
    public void A_model_file_is_a_zip_with_a_folder_for_each_transformer()
    {
        var data = Points();
        using var stream = new MemoryStream();
        _ml.Model.Save(
            _ml.Transforms.CopyColumns("Copy", "Label").Append(_ml.Transforms.CopyColumns("Again", "Copy")).Fit(data),
            data.Schema,
            stream);

        using var archive = new ZipArchive(new MemoryStream(stream.ToArray()));

        var names = archive.Entries.Select(entry => entry.FullName.Replace('\\', '/')).ToArray();
        Assert.That(names, Does.Contain("TrainingInfo/Version.txt"));
        Assert.That(names, Does.Contain("TransformerChain/Model.key"));
        Assert.That(names, Does.Contain("TransformerChain/Transform_000/Model.key"));
        Assert.That(names, Does.Contain("TransformerChain/Transform_001/Model.key"));
        Assert.That(names, Has.Some.StartsWith("Schema"));
    }

    [Test]
    public void An_engine_disposes_the_model_unless_told_otherwise()
    {
        var part = new DisposableTransformer(_ml.Transforms.CopyColumns("Copy", "Label").Fit(Points()));
        var chain = new TransformerChain<ITransformer>(part);

        _ml.Model.CreatePredictionEngine<Point, Copied>(chain, new PredictionEngineOptions { OwnsTransformer = false }).Dispose();
        Assert.That(part.Disposed, Is.False);

        _ml.Model.CreatePredictionEngine<Point, Copied>(chain).Dispose();
        Assert.That(part.Disposed, Is.True);
    }

    private ITransformer Reloaded(ITransformer model, DataViewSchema input, out DataViewSchema schema)
    {
        using var stream = new MemoryStream();
        _ml.Model.Save(model, input, stream);
        stream.Position = 0;
        return new MLContext().Model.Load(stream, out schema);
    }

    private IDataView Points() => _ml.Data.LoadFromEnumerable(new[] { new Point { Features = [1, 2], Label = "a" } });

    private sealed class Point
    {
        [VectorType(2)]
        public float[] Features { get; set; } = [];

        public string Label { get; set; } = "";
    }

    private sealed class Copied
    {
        public string Copy { get; set; } = "";
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
