using Microsoft.ML.NeuralArchitectureSearch.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;

/// <summary>Whatever ends the work, what the search had found is in the exception.</summary>
public sealed class LostResultTests
{
    private static readonly ImageSearchOptions Images = new()
    {
        FeatureColumnName = "Pixels",
        Strategy = new DartsStrategy(new() { Order = 1, Epochs = 2, Channels = 2, Cells = 3, BatchSize = 12 }),
        FinalNetwork = new() { Channels = 4, Cells = 3 },
        Training = new() { Epochs = 4, BatchSize = 8 },
    };

    private static readonly TrainingOptions Diverging = new() { Epochs = 4, BatchSize = 8, LearningRate = 1e30, GradientClipping = 1e30 };

    [Test]
    public void A_final_training_that_diverges_carries_the_result()
    {
        var exception = Assert.Catch<FinalTrainingException>(() => FitImages(Images with { Training = Diverging }));

        Assert.That(exception!.InnerException, Is.TypeOf<DivergedException>());
        Assert.That(exception.Result.History, Has.Length.EqualTo(2));
        Assert.That(exception.Result.Genotype, Is.Not.Null);
        Assert.That(exception.Message, Does.Contain("A smaller learning rate"));
    }

    [Test]
    public void A_final_training_of_texts_that_diverges_carries_the_candidates()
    {
        var ml = new MLContext(seed: 1);
        var estimator = ml.MulticlassClassification.Trainers.NeuralArchitecture(new TextSearchOptions
        {
            Space = ToyTexts.Space,
            Strategy = SearchStrategies.RandomSearch(TextTraining.Candidates with { Epochs = 1 }) with { Evaluations = 2 },
            Training = Diverging,
        });

        var exception = Assert.Catch<FinalTrainingException>(() => estimator.Fit(ToyTexts.Keyed(ml, 48)));

        Assert.That(exception!.InnerException, Is.TypeOf<DivergedException>());
        Assert.That(exception.Result.Candidates, Has.Length.EqualTo(2));
    }

    [Test]
    public void An_error_of_the_users_code_in_the_training_of_a_language_model_carries_the_result()
    {
        var ml = new MLContext(seed: 1);
        var estimator = ml.Transforms.Text.NeuralArchitecture(new LanguageModelSearchOptions
        {
            Strategy = new RecurrentDartsStrategy(new() { Epochs = 1, BatchSize = 2, Model = new() { HiddenSize = 4 } }),
            FinalNetwork = ToyLanguage.SmallNetwork,
            Training = new() { Epochs = 1 },
            Progress = ThrowAt(SearchPhase.Training, epoch: 1, new NotSupportedException("The disk of the user.")),
        });

        var exception = Assert.Catch<FinalTrainingException>(() => estimator.Fit(ml.Data.LoadFromEnumerable(ToyLanguage.Rows(60))));

        Assert.That(exception!.Result.Outcome, Is.EqualTo(SearchOutcome.Completed));
        Assert.That(exception.InnerException, Is.InstanceOf<NotSupportedException>());
        Assert.That(exception.Message, Does.Contain("The disk of the user."));
    }

    [Test]
    public void A_cancellation_by_an_exception_of_the_users_code_carries_the_result()
    {
        var search = Images with { Progress = ThrowAt(SearchPhase.Search, epoch: 2, new OperationCanceledException("Enough.")) };
        var training = Images with { Progress = ThrowAt(SearchPhase.Training, epoch: 2, new OperationCanceledException("Enough.")) };

        Assert.That(Assert.Catch<SearchCancelledException>(() => FitImages(search))!.Result!.History, Has.Length.EqualTo(1));
        Assert.That(Assert.Catch<SearchCancelledException>(() => FitImages(training))!.Result!.History, Has.Length.EqualTo(2));
    }

    [Test]
    public void An_error_in_a_differentiable_search_carries_its_epochs_and_what_it_would_have_chosen()
    {
        var options = Images with { Progress = ThrowAt(SearchPhase.Search, epoch: 2, new NotSupportedException("The disk of the user.")) };

        var exception = Assert.Catch<SearchFailedException>(() => FitImages(options));

        Assert.That(exception!.InnerException, Is.InstanceOf<NotSupportedException>());
        Assert.That(exception.History, Has.Length.EqualTo(1));
        Assert.That(exception.Result.Outcome, Is.EqualTo(SearchOutcome.Failed));
        Assert.That(Images.Space.Contains(exception.LastGenotype), Is.True);
    }

    [Test]
    public void An_error_before_anything_was_found_stays_as_it_is() => Assert.That(
        () => FitImages(
            Images with { Progress = ThrowAt(SearchPhase.Search, epoch: 1, new NotSupportedException("The disk of the user.")) }),
        Throws.InstanceOf<NotSupportedException>());

    [Test]
    public void Architecture_parameters_that_are_not_finite_end_the_search_with_the_last_genotype()
    {
        var strategy = new DartsStrategy(new() { Epochs = 3, Channels = 2, Cells = 3, BatchSize = 8, ArchitectureLearningRate = 1e30 });

        var exception = Assert.Catch<SearchFailedException>(() => FitImages(Images with { Strategy = strategy }));

        Assert.That(exception!.Message, Does.Contain("architecture parameters").And.Contain("ArchitectureLearningRate"));
        Assert.That(Images.Space.Contains(exception.LastGenotype), Is.True);
    }

    [Test]
    public void So_they_do_in_a_recurrent_search()
    {
        var ml = new MLContext(seed: 1);
        var options = new LanguageModelSearchOptions
        {
            Strategy = new RecurrentDartsStrategy(
                new() { Epochs = 2, BatchSize = 2, ArchitectureLearningRate = 1e30, Model = new() { HiddenSize = 4 } }),
        };

        var exception = Assert.Catch<SearchFailedException>(
            () => ml.Transforms.Text.NeuralArchitecture(options).Search(ml.Data.LoadFromEnumerable(ToyLanguage.Rows(60))));

        Assert.That(exception!.Message, Does.Contain("architecture parameters"));
        Assert.That(options.Space.Contains(exception.LastGenotype), Is.True);
    }

    private static void FitImages(ImageSearchOptions options)
    {
        var ml = new MLContext(seed: 1);
        ml.MulticlassClassification.Trainers.NeuralArchitecture(options).Fit(ToyImages.Keyed(ml, 24)).Dispose();
    }

    private static Recorder ThrowAt(SearchPhase phase, int epoch, Exception exception) => new(happening =>
    {
        if (happening is StepCompleted { Step: 1 } step && step.Phase == phase && step.Epoch == epoch)
        {
            throw exception;
        }
    });
}
