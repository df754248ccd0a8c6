using Microsoft.ML.Data;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;

/// <summary>Networks cannot be converted to ONNX: the converter says so and writes no file without the network.</summary>
public sealed class OnnxTests
{
    private readonly MLContext _ml = new(seed: 1);

    [TestCase(false)]
    [TestCase(true)]
    public void A_pipeline_with_a_network_is_refused_as_one_that_cannot_be_fully_converted(bool mapsKeys)
    {
        var data = _ml.Data.LoadFromEnumerable(ToyImages.Rows(4));
        var copied = _ml.Transforms.CopyColumns("Copy", "Label").Fit(data);
        ITransformer model = new TransformerChain<ITransformer>(copied, TrainedModel.Model);
        if (mapsKeys)
        {
            model = new TransformerChain<ITransformer>(
                model,
                _ml.Transforms.Conversion.MapKeyToValue("Class", "PredictedLabel").Fit(model.Transform(data)));
        }

        using var file = new MemoryStream();
        var log = new Log(_ml);

        Assert.That(() => _ml.Model.ConvertToOnnx(model, data, file), Throws.InvalidOperationException);

        Assert.That(file.Length, Is.Zero);
        Assert.That(log.Warnings, Has.Some.Contains("ScoredView since it cannot save itself as ONNX"));
    }

    [Test]
    public void A_language_model_is_refused_too()
    {
        using var model = (IDisposable)_ml.Model.Load(new MemoryStream(SavedPredictions.File("language")), out _);
        using var file = new MemoryStream();

        Assert.That(
            () => _ml.Model.ConvertToOnnx((ITransformer)model, _ml.Data.LoadFromEnumerable(ToyLanguage.Rows(4)), file),
            Throws.InvalidOperationException);
        Assert.That(file.Length, Is.Zero);
    }
}
