using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Training;

/// <summary>A training that measures data held out is cancelled between two of their mini-batches.</summary>
public sealed class InterruptedMeasurementTests
{
    [Test]
    public void Of_images()
    {
        using var data = BarImages.Create();
        using var network = GraphNetwork.OfCells(
            ToyImages.SmallCells,
            ToyImages.SmallNetwork.ScaledTo(data.Shape, data.Count),
            data.Shape,
            data.ClassCount);
        var options = new TrainingOptions { Epochs = 3, BatchSize = 8, ValidationFraction = 0.5, Augmentation = ImageAugmentation.None };

        // 64 images: four steps, then four mini-batches held out.
        InterruptedAt(6, steps: 4, context => NetworkTrainer.Train(network, data, options, context));
    }

    [Test]
    public void Of_texts()
    {
        using var training = GrammarText.Create(groups: 20);
        using var validation = GrammarText.Create(groups: 400, seed: 2);
        var size = new LanguageModelOptions { HiddenSize = 8 }.ScaledTo(training.Count);
        using var model = new RecurrentLanguageModel(ToyLanguage.Cell, size, training.VocabularySize);
        var options = new LanguageModelTrainingOptions { Epochs = 3, BatchSize = 2, SequenceLength = 20, AveragingPatience = 100 };
        var steps = new RecordedEvents();
        LanguageModelTrainer.Train(model, training, null, options with { Epochs = 1 }, new TrainingContext { Progress = steps });
        var count = steps.All.OfType<StepCompleted>().Count();

        InterruptedAt(count + 2, count, context => LanguageModelTrainer.Train(model, training, validation, options, context));
    }

    [Test]
    public void The_perplexity_of_a_text()
    {
        using var text = GrammarText.Create(groups: 400);
        using var model = new RecurrentLanguageModel(
            ToyLanguage.Cell, new LanguageModelOptions { HiddenSize = 8 }.ScaledTo(text.Count), text.VocabularySize);
        using var source = new CancellationTokenSource();
        source.Cancel();

        Assert.That(
            () => LanguageModelMeasurement.Perplexity(model, text, cancellation: source.Token),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(LanguageModelMeasurement.Perplexity(model, text), Is.GreaterThan(1));
    }

    private static void InterruptedAt(int question, int steps, Func<TrainingContext, TrainingResult> train)
    {
        var questions = 0;
        var events = new RecordedEvents();

        var result = train(new TrainingContext { IsCancelled = () => ++questions == question, Progress = events });

        Assert.That(result.Outcome, Is.EqualTo(SearchOutcome.Cancelled));
        Assert.That(questions, Is.EqualTo(question));
        Assert.That(events.All.OfType<StepCompleted>().Count(), Is.EqualTo(steps));
        Assert.That(events.All.OfType<EpochCompleted>(), Is.Empty);
    }
}
