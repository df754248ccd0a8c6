using Microsoft.ML.Data;
using Microsoft.ML.NeuralArchitectureSearch.Estimators;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;

/// <summary>A model that was trained without kernels is scored without them, before it is saved and after.</summary>
public sealed class SavedKernelThreadsTests
{
    private static readonly MLContext Ml = new(seed: 1);

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(null)]
    public void The_kernels_of_the_training_compute_the_scores_too(int? kernelThreads)
    {
        var data = ToyImages.Keyed(Ml, 30);
        using var model = Ml.MulticlassClassification.Trainers.CellNetwork(
            ToyImages.SmallCells, featureColumnName: "Pixels", network: ToyImages.SmallNetwork, training: ToyImages
                .ShortTraining with
            { KernelThreads = kernelThreads })
            .Fit(data);

        using var loaded = Loaded(model);

        Assert.That((model.UsesKernels, ((ClassifierTransformer)loaded).UsesKernels), Is.EqualTo((kernelThreads != 0, kernelThreads != 0)));
        Assert.That(Scores((ITransformer)loaded, data), Is.EqualTo(Scores(model, data)));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(null)]
    public void The_same_goes_for_language_models(int? kernelThreads)
    {
        using var model = SmallModels.Language(contents => contents with { KernelThreads = kernelThreads });

        using var loaded = (LanguageModelTransformer)Loaded(model);

        Assert.That((model.UsesKernels, loaded.UsesKernels), Is.EqualTo((kernelThreads != 0, kernelThreads != 0)));
    }

    [Test]
    public void A_negative_number_in_a_file_is_refused()
    {
        using var model = SmallModels.Images(contents => contents with { KernelThreads = -1 });

        var thrown = Assert.Catch(() => Loaded(model))!;

        Assert.That(thrown.GetBaseException().Message + thrown, Does.Contain("The model file is damaged").And.Contain("KernelThreads"));
    }

    private static IDisposable Loaded(ITransformer model)
    {
        using var stream = new MemoryStream(SmallModels.File(model));
        return (IDisposable)new MLContext().Model.Load(stream, out _);
    }

    private static float[][] Scores(ITransformer model, IDataView data) => [.. model.Transform(data).GetColumn<float[]>("Score")];
}
