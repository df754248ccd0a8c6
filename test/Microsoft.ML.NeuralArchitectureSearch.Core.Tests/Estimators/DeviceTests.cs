using Microsoft.ML.Data;
using Microsoft.ML.NeuralArchitectureSearch.Estimators;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;

/// <summary>The rules of MLContext.GpuDeviceId and FallbackToCpu, by a device that no machine has.</summary>
public sealed class DeviceTests
{
    private const int NoSuchDevice = 999;

    [Test]
    public void A_device_that_is_not_there_is_refused_before_a_row_is_read()
    {
        var ml = new MLContext(seed: 1) { GpuDeviceId = NoSuchDevice, FallbackToCpu = false };
        var view = new UnreadableView(ToyImages.Keyed(ml, 12));

        Assert.That(
            () => Trainer(ml).Fit(view),
            Throws.InvalidOperationException.With.Message.Contains("GpuDeviceId is 999").And.Message.Contains("FallbackToCpu"));
    }

    [Test]
    public void The_CPU_steps_in_with_a_warning_where_it_may()
    {
        var ml = new MLContext(seed: 1) { GpuDeviceId = NoSuchDevice, FallbackToCpu = true };
        var log = new Log(ml);

        using var model = Trainer(ml).Fit(ToyImages.Keyed(ml, 12));

        Assert.That(log.Warnings, Has.One.Contains("GpuDeviceId is 999"));
    }

    [Test]
    public void The_CPU_is_used_without_a_word_where_no_device_is_named()
    {
        var ml = new MLContext(seed: 1) { FallbackToCpu = false };
        var log = new Log(ml);

        using var model = Trainer(ml).Fit(ToyImages.Keyed(ml, 12));

        Assert.That(log.Warnings, Is.Empty);
    }

    [Test]
    public void A_model_is_loaded_to_the_device_of_the_context_that_loads_it()
    {
        using var folder = new TemporaryFolder();
        TrainedModel.Context.Model.Save(TrainedModel.Model, null, folder.File("model.zip"));
        var strict = new MLContext { GpuDeviceId = NoSuchDevice, FallbackToCpu = false };
        var lenient = new MLContext { GpuDeviceId = NoSuchDevice, FallbackToCpu = true };
        var log = new Log(lenient);

        var model = lenient.Model.Load(folder.File("model.zip"), out _);

        Assert.That(log.Warnings, Has.One.Contains("GpuDeviceId is 999"));
        Assert.That(model.Transform(lenient.Data.LoadFromEnumerable(ToyImages.Rows(3))).GetColumn<float[]>("Score").Count(), Is.EqualTo(3));
        Assert.That(() => strict.Model.Load(folder.File("model.zip"), out _), Throws.Exception.With.Message.Contains("GpuDeviceId is 999")
            .Or.InnerException.Message.Contains("GpuDeviceId is 999"));
    }

    private static CellNetworkTrainer Trainer(MLContext ml) => ml.MulticlassClassification.Trainers.CellNetwork(
        ToyImages.SmallCells, featureColumnName: "Pixels", network: ToyImages.SmallNetwork, training: ToyImages
            .ShortTraining with
        { Epochs = 1 });
}
