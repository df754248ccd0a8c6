using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using NUnit.Framework;
using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Training;

public sealed class LanguageModelTrainerTests
{
    private static readonly LanguageModelOptions Size =
        new() { HiddenSize = 32, EmbeddingDropout = 0, InputDropout = 0, CellInputDropout = 0, HiddenDropout = 0, OutputDropout = 0 };

    private static readonly LanguageModelTrainingOptions Quick =
        new() { Epochs = 3, BatchSize = 2, SequenceLength = 20 };

    private TokenSequence _training = null!;
    private TokenSequence _validation = null!;

    [OneTimeSetUp]
    public void Write()
    {
        _training = GrammarText.Create();
        _validation = GrammarText.Create(groups: 60, seed: 2);
    }

    [OneTimeTearDown]
    public void Dispose()
    {
        _training.Dispose();
        _validation.Dispose();
    }

    [Test]
    public void A_model_learns_what_can_be_learned_of_a_text()
    {
        using var model = Build();
        var before = LanguageModelMeasurement.Perplexity(model, _validation, pieces: 1);

        var result = LanguageModelTrainer.Train(model, _training, _validation, Quick with { Epochs = 20 }, new TrainingContext());

        var after = LanguageModelMeasurement.Perplexity(model, _validation, pieces: 1);
        Assert.That(result.Outcome, Is.EqualTo(SearchOutcome.Completed));
        Assert.That(before, Is.EqualTo(GrammarText.VocabularySize).Within(0.3));
        Assert.That(after, Is.InRange(GrammarText.LeastPerplexity - 0.02, GrammarText.LeastPerplexity + 0.15));
        Assert.That(result.History, Has.Length.EqualTo(20));
        Assert.That(result.History[^1].TrainingAccuracy, Is.GreaterThan(0.75));
    }

    [Test]
    public void The_kernels_train_as_TorchSharp_does()
    {
        var options = Quick with { Epochs = 1, LearningRate = 5 };
        using var one = Build();
        using var other = Build();

        var kernels = LanguageModelTrainer.Train(one, _training, null, options with { KernelThreads = 2 }, new TrainingContext());
        var torchSharp = LanguageModelTrainer.Train(other, _training, null, options with { KernelThreads = 0 }, new TrainingContext());

        Assert.That(kernels.History[0].TrainingLoss, Is.EqualTo(torchSharp.History[0].TrainingLoss).Within(0.01).Percent);
        Assert.That(one.get_parameter("rnns.0._W0")!.allclose(other.get_parameter("rnns.0._W0")!, 1e-2, 1e-3));
    }

    [Test]
    public void A_model_that_knows_nothing_has_the_perplexity_of_its_vocabulary()
    {
        using var model = Build();
        using (no_grad())
        {
            model.get_parameter("encoder.weight")!.zero_();
        }

        Assert.That(LanguageModelMeasurement.Perplexity(model, _validation), Is.EqualTo(GrammarText.VocabularySize).Within(1e-5));
    }

    [Test]
    public void The_same_seed_gives_the_same_weights_bit_for_bit()
    {
        var first = TrainedWeights(seed: 1);
        var second = TrainedWeights(seed: 1);
        var other = TrainedWeights(seed: 2);

        Assert.That(second, Is.EqualTo(first));
        Assert.That(other, Is.Not.EqualTo(first));
    }

    [Test]
    public void The_weights_are_those_of_the_best_epoch()
    {
        using var model = Build();

        var result = LanguageModelTrainer.Train(model, _training, _validation, Quick with { Epochs = 8 }, new TrainingContext());

        Assert.That(
            Math.Log(LanguageModelMeasurement.Perplexity(model, _validation)),
            Is.EqualTo(result.History.Min(epoch => epoch.ValidationLoss!.Value)).Within(1e-6));
    }

    [Test]
    public void Averaging_calms_a_training_that_no_longer_improves()
    {
        var unsteady = Quick with { Epochs = 20, AveragingPatience = 2 };

        var averaged = Last(unsteady);
        var plain = Last(unsteady with { AveragingPatience = 100 });

        Assert.That(averaged, Is.LessThan(plain));

        double Last(LanguageModelTrainingOptions options)
        {
            using var model = Build();
            var losses = LanguageModelTrainer.Train(model, _training, _validation, options, new TrainingContext()).History
                .TakeLast(8).Select(epoch => epoch.ValidationLoss!.Value).ToArray();
            return losses.Max() - losses.Min();
        }
    }

    [Test]
    public void A_cancellation_ends_the_training_at_the_next_segment()
    {
        using var model = Build();
        using var source = new CancellationTokenSource();
        var events = new RecordedEvents(happening =>
        {
            if (happening is StepCompleted { Epoch: 2, Step: 1 })
            {
                source.Cancel();
            }
        });

        var result = LanguageModelTrainer.Train(
            model, _training, _validation, Quick, new TrainingContext { Cancellation = source.Token, Progress = events });

        Assert.That(result.Outcome, Is.EqualTo(SearchOutcome.Cancelled));
        Assert.That(result.History, Has.Length.EqualTo(1));
        Assert.That(events.All.OfType<StepCompleted>().Count(step => step.Epoch == 2), Is.EqualTo(1));
        Assert.That(model.training, Is.False);
    }

    [Test]
    public void A_time_budget_ends_the_training()
    {
        using var model = Build();

        var result = LanguageModelTrainer.Train(
            model, _training, null, Quick with { TimeBudget = TimeSpan.FromSeconds(4) }, new TrainingContext
            {
                Clock = new TickingClock()
            });

        Assert.That(result.Outcome, Is.EqualTo(SearchOutcome.OutOfTime));
    }

    [Test]
    public void The_events_tell_of_every_segment_and_epoch()
    {
        using var model = Build();
        var events = new RecordedEvents();

        var result = LanguageModelTrainer.Train(model, _training, _validation, Quick, new TrainingContext { Progress = events });

        Assert.That(events.All[0], Is.EqualTo(new PhaseStarted(SearchPhase.Training, 3, 30, model.ParameterCount) { KernelShare = 1 }));
        Assert.That(events.All.OfType<EpochCompleted>().Select(epoch => epoch.Record), Is.EqualTo(result.History));
        Assert.That(events.All[^1], Is.EqualTo(new PhaseCompleted(SearchPhase.Training, result.Duration, SearchOutcome.Completed)));
        foreach (var epoch in events.All.OfType<StepCompleted>().GroupBy(step => step.Epoch))
        {
            Assert.That(epoch.Select(step => step.Step), Is.EqualTo(Enumerable.Range(1, epoch.First().StepsPerEpoch)));
            Assert.That(epoch.Select(step => step.Remaining), Is.All.GreaterThanOrEqualTo(TimeSpan.Zero));
        }
    }

    [Test]
    public void The_hidden_state_goes_on_from_segment_to_segment()
    {
        // The letter is remembered across the segments, though each is but one step long: without its state the model cannot know it.
        using var model = Build();
        LanguageModelTrainer.Train(model, _training, _validation, Quick with { Epochs = 20 }, new TrainingContext());
        using var scope = NewDisposeScope();
        var text = _validation.SideBySide(1);

        var whole = LanguageModelMeasurement.Run(model, text).Loss;
        var stepwise = LanguageModelMeasurement.Run(model, text, segments: TextSegments.Fixed(text.shape[0], 1)).Loss;

        Assert.That(stepwise, Is.EqualTo(whole).Within(1e-6));
    }

    [Test]
    public void No_tensor_is_left_over_from_epoch_to_epoch_nor_in_the_callers_scope()
    {
        using var model = Build();
        var alive = new List<long>();
        var watch = new RecordedEvents(happening =>
        {
            if (happening is EpochCompleted)
            {
                alive.Add(DisposeScopeManager.Statistics.ThreadTotalLiveCount);
            }
        });
        using var scope = NewDisposeScope();

        LanguageModelTrainer.Train(
            model,
            _training,
            _validation,
            Quick with { Epochs = 6, AveragingPatience = 100 },
            new TrainingContext { Progress = watch });

        // A few come and go with the collector; what is left over every epoch never goes below the second one's again.
        Assert.That(alive[^3..].Min(), Is.LessThanOrEqualTo(alive[1]));
        Assert.That(scope.DisposablesCount, Is.Zero);
    }

    [Test]
    public void A_text_of_other_tokens_or_too_few_is_refused_before_any_work()
    {
        using var model = Build();
        using var other = new TokenSequence(zeros([100], ScalarType.Int64), 5);
        using var two = new TokenSequence(zeros([2], ScalarType.Int64), GrammarText.VocabularySize);

        Assert.That(
            () => LanguageModelTrainer.Train(model, other, null, Quick, new()), Throws.ArgumentException.With.Property("ParamName")
                .EqualTo("training"));
        Assert.That(
            () => LanguageModelTrainer.Train(model, _training, other, Quick, new()), Throws.ArgumentException.With.Property("ParamName")
                .EqualTo("validation"));
        Assert.That(() => LanguageModelTrainer.Train(model, two, null, Quick, new()), Throws.ArgumentException);
        Assert.That(
            () => LanguageModelMeasurement.Perplexity(model, other),
            Throws.ArgumentException.With.Property("ParamName").EqualTo("text"));
    }

    [Test]
    public void A_loss_that_is_not_finite_ends_the_training_with_advice()
    {
        using var model = Build();
        using (no_grad())
        {
            model.get_parameter("decoder.bias")!.fill_(double.NaN);
        }

        Assert.That(
            () => LanguageModelTrainer.Train(model, _training, null, Quick, new()),
            Throws.TypeOf<DivergedException>().With.Message.Contains("learning rate"));
    }

    [Test]
    public void Sizes_that_are_not_set_scale_with_the_text()
    {
        var paper = new LanguageModelTrainingOptions().ScaledTo(929_589);
        var small = new LanguageModelTrainingOptions().ScaledTo(5_000);

        Assert.That((paper.Epochs, paper.BatchSize), Is.EqualTo((3600, 64)));
        Assert.That((small.Epochs, small.BatchSize), Is.EqualTo((40, 4)));
        Assert.That(
            new LanguageModelTrainingOptions { Epochs = 7, BatchSize = 3 }.ScaledTo(5_000),
            Is.EqualTo(new LanguageModelTrainingOptions { Epochs = 7, BatchSize = 3 }));
    }

    private static RecurrentLanguageModel Build()
    {
        manual_seed(1);
        return new RecurrentLanguageModel(new RecurrentGenotype([new("tanh", 0), new("relu", 1)]), Size, GrammarText.VocabularySize);
    }

    private float[] TrainedWeights(int seed)
    {
        using var model = Build();
        LanguageModelTrainer.Train(model, _training, _validation, Quick, new TrainingContext { Seed = seed });
        return [.. model.parameters().SelectMany(weight => weight.data<float>().ToArray())];
    }
}
