using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Training;

public sealed class TrainingOptionsTests
{
    [Test]
    public void At_the_size_of_Cifar10_the_sizes_are_the_papers()
    {
        var options = new TrainingOptions().ScaledTo(new MapShape(3, 32, 32), 50_000);

        Assert.That((options.Epochs, options.BatchSize), Is.EqualTo((600, 96)));
        Assert.That(options.Augmentation, Is.EqualTo(new ImageAugmentation { CropPadding = 4 }));
    }

    [Test]
    public void Small_sets_are_trained_for_a_few_epochs_in_small_batches()
    {
        var options = new TrainingOptions().ScaledTo(new MapShape(1, 8, 8), 1_500);

        Assert.That((options.Epochs, options.BatchSize), Is.EqualTo((25, 32)));
        Assert.That(options.Augmentation!.CropPadding, Is.EqualTo(1));
    }

    [Test]
    public void What_is_set_stays()
    {
        var set = new TrainingOptions { Epochs = 2, BatchSize = 3, Augmentation = ImageAugmentation.None };

        Assert.That(set.ScaledTo(new MapShape(1, 8, 8), 1_500), Is.EqualTo(set));
    }
}
