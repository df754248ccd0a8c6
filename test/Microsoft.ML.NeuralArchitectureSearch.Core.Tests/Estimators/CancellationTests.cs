using Microsoft.ML.NeuralArchitectureSearch.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;

public sealed class CancellationTests
{
    private const int CancelledAfter = 2;

    private static readonly ImageSearchOptions Tiny = new()
    {
        FeatureColumnName = "Pixels",
        Strategy = new DartsStrategy(new DartsOptions { Epochs = 50, Channels = 2, Cells = 3, BatchSize = 4 }),
        FinalNetwork = new CellNetworkOptions { Channels = 4, Cells = 3 },
        Training = ToyImages.ShortTraining,
    };

    [TestCase(true)]
    [TestCase(false)]
    public void A_cancelled_search_returns_the_best_so_far_within_a_mini_batch(bool byToken)
    {
        var ml = new MLContext(seed: 1);
        using var cancellation = new CancellationTokenSource();
        var steps = new Recorder(CancelAtStep(SearchPhase.Search, () => Cancel(byToken, ml, cancellation)));

        var found = ml.MulticlassClassification.Trainers
            .NeuralArchitecture(Tiny with { Progress = steps, CancellationToken = cancellation.Token })
            .Search(ToyImages.Keyed(ml, 24));

        Assert.That(found.Outcome, Is.EqualTo(SearchOutcome.Cancelled));
        Assert.That(found.Genotype, Is.Not.Null);
        Assert.That(steps.All.OfType<StepCompleted>().Count(), Is.EqualTo(CancelledAfter));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void A_fit_cancelled_while_searching_throws_and_carries_what_was_found(bool byToken)
    {
        var ml = new MLContext(seed: 1);
        using var cancellation = new CancellationTokenSource();
        var steps = new Recorder(CancelAtStep(SearchPhase.Search, () => Cancel(byToken, ml, cancellation)));
        var estimator = ml.MulticlassClassification.Trainers
            .NeuralArchitecture(Tiny with { Progress = steps, CancellationToken = cancellation.Token });

        var exception = Assert.Catch<SearchCancelledException>(() => estimator.Fit(ToyImages.Keyed(ml, 24)));

        Assert.That(exception!.Result!.Outcome, Is.EqualTo(SearchOutcome.Cancelled));
        Assert.That(steps.All.OfType<StepCompleted>().Count(), Is.EqualTo(CancelledAfter));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void A_fit_cancelled_while_training_throws_and_carries_what_was_found(bool byToken)
    {
        var ml = new MLContext(seed: 1);
        using var cancellation = new CancellationTokenSource();
        var steps = new Recorder(CancelAtStep(SearchPhase.Training, () => Cancel(byToken, ml, cancellation)));
        var estimator = ml.MulticlassClassification.Trainers.NeuralArchitecture(Tiny with
        {
            Strategy = new DartsStrategy(new DartsOptions { Epochs = 1, Channels = 2, Cells = 3, BatchSize = 12 }),
            Training = ToyImages.ShortTraining with { BatchSize = 4, Epochs = 50 },
            Progress = steps,
            CancellationToken = cancellation.Token,
        });

        var exception = Assert.Catch<SearchCancelledException>(() => estimator.Fit(ToyImages.Keyed(ml, 24)));

        Assert.That(exception!.Result!.Outcome, Is.EqualTo(SearchOutcome.Completed));
        Assert.That(steps.All.OfType<StepCompleted>().Count(step => step.Phase == SearchPhase.Training), Is.EqualTo(CancelledAfter));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void A_trainer_of_given_cells_is_cancelled_too(bool byToken)
    {
        var ml = new MLContext(seed: 1);
        using var cancellation = new CancellationTokenSource();
        var steps = new Recorder(CancelAtStep(SearchPhase.Training, () => Cancel(byToken, ml, cancellation)));
        var trainer = ml.MulticlassClassification.Trainers.CellNetwork(ToyImages.SmallCells, new CellNetworkTrainerOptions
        {
            FeatureColumnName = "Pixels",
            Network = ToyImages.SmallNetwork,
            Training = ToyImages.ShortTraining with { BatchSize = 4, Epochs = 50 },
            Progress = steps,
            CancellationToken = cancellation.Token,
        });

        Assert.That(() => trainer.Fit(ToyImages.Keyed(ml, 24)), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(steps.All.OfType<StepCompleted>().Count(), Is.EqualTo(CancelledAfter));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void What_is_cancelled_before_it_begins_reads_no_row(bool byToken)
    {
        var ml = new MLContext(seed: 1);
        using var cancellation = new CancellationTokenSource();
        var view = new UnreadableView(ToyImages.Keyed(ml, 12));
        var estimator = ml.MulticlassClassification.Trainers.NeuralArchitecture(Tiny with { CancellationToken = cancellation.Token });

        Cancel(byToken, ml, cancellation);

        Assert.That(() => estimator.Fit(view), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(() => estimator.Search(view), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void A_time_budget_that_allows_no_step_of_the_search_or_of_the_training_says_so()
    {
        var ml = new MLContext(seed: 1);
        var budget = TimeSpan.FromTicks(1);

        Assert.That(
            () => ml.MulticlassClassification.Trainers.NeuralArchitecture(Tiny with { TimeBudget = budget }).Fit(ToyImages.Keyed(ml, 24)),
            Throws.InstanceOf<TimeoutException>().With.Message.Contains("no architecture was found"));
        Assert.That(
            () => ml.MulticlassClassification.Trainers.CellNetwork(
                ToyImages.SmallCells, featureColumnName: "Pixels", network: ToyImages.SmallNetwork, training: ToyImages
                    .ShortTraining with
                { TimeBudget = budget })
                .Fit(ToyImages.Keyed(ml, 24)),
            Throws.InstanceOf<TimeoutException>().With.Message.Contains("untrained"));
    }

    private static Action<SearchEvent> CancelAtStep(SearchPhase phase, Action cancel)
    {
        var steps = 0;
        return value =>
        {
            if (value is StepCompleted step && step.Phase == phase && ++steps == CancelledAfter)
            {
                cancel();
            }
        };
    }

    private static void Cancel(bool byToken, MLContext ml, CancellationTokenSource cancellation)
    {
        if (byToken)
        {
            cancellation.Cancel();
        }
        else
        {
            Context.CancelExecution(ml);
        }
    }

    private static class Context
    {
        // The method that AutoML's own experiments are cancelled by is for ML.NET's assemblies.
        [System.Runtime.CompilerServices.UnsafeAccessor(
            System.Runtime.CompilerServices.UnsafeAccessorKind.Method,
            Name = "CancelExecution")]
        public static extern void CancelExecution(MLContext ml);
    }
}
