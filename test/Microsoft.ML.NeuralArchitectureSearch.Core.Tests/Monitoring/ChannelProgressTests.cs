using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Reinforcement;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Surrogates;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;
using Microsoft.ML.Runtime;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Monitoring;

public sealed class ChannelProgressTests
{
    private static readonly EpochCompleted Epoch = new(
        SearchPhase.Search, TimeSpan.FromSeconds(3), new EpochRecord(2, 1.25, 0.5, 1.5, 0.25, TimeSpan.FromSeconds(1)), 15, TimeSpan
            .FromSeconds(83));

    [Test]
    public void An_epoch_is_a_line_with_loss_accuracy_and_time_left()
    {
        var (log, _) = Report(Epoch);

        Assert.That(
            log.Lines, Has.One.EqualTo(
                "Search: epoch 2 of 15: loss 1.2500, accuracy 50.00 %, validation loss 1.5000, validation accuracy 25.00 %; 0:01:23 "
                + "left."));
    }

    [Test]
    public void Begin_and_end_of_a_phase_are_lines()
    {
        var (log, _) = Report(
            new PhaseStarted(SearchPhase.Training, 20, 12, 1234), new PhaseCompleted(
                SearchPhase.Training,
                TimeSpan.FromMinutes(2),
                SearchOutcome.OutOfTime));

        Assert.That(
            log.Lines,
            Has.One.Contains("Training of 20 epochs, 12 mini-batches each; 1,234 weights, computed by TorchSharp's operations."));
        Assert.That(log.Lines, Has.One.Contains("Training ended by its time budget after 0:02:00."));
    }

    [Test]
    public void A_candidate_is_a_line_with_its_score_the_best_and_the_time_left()
    {
        var best = new EvaluatedCandidate(new(new DagCell([["nor_conv_3x3"]])), new EvaluationResult(0.875));
        var failed = new EvaluatedCandidate(new(new DagCell([["none"]])), EvaluationResult.Failed("Too large."));

        var (log, _) = Report(
            new CandidateSearchStarted(40),
            new HistoryReplayed(TimeSpan.Zero, 2, 40, best),
            new CandidateEvaluated(TimeSpan.FromSeconds(5), 3, 40, best, best, TimeSpan.FromMinutes(3)),
            new CandidateEvaluated(TimeSpan.FromSeconds(9), 4, 40, failed, best, TimeSpan.FromMinutes(2)));

        Assert.That(log.Lines, Is.SupersetOf(new[]
        {
            "Search of 40 candidates.",
            "Search: goes on after 2 of 40 candidates of the history, best 0.8750.",
            "Search: candidate 3 of 40: score 0.8750, best 0.8750; 0:03:00 left. |nor_conv_3x3~0|",
            "Search: candidate 4 of 40: failed: Too large., best 0.8750; 0:02:00 left. |none~0|",
        }));
    }

    [Test]
    public void What_a_surrogate_or_a_controller_learnt_is_a_line()
    {
        var (log, _) = Report(
            new SurrogateTrained(TimeSpan.Zero, 1, 10, ForecastAccuracy: null),
            new SurrogateTrained(TimeSpan.FromSeconds(1), 2, 15, ForecastAccuracy: 0.7),
            new ControllerTrained(TimeSpan.Zero, 3, MeanScore: 0.5, Entropy: 1.25),
            new ControllerTrained(TimeSpan.Zero, 4, MeanScore: null, Entropy: 1.25));

        Assert.That(log.Lines, Is.SupersetOf(new[]
        {
            "Search: generation 1, surrogate of 10 architectures.",
            "Search: generation 2, surrogate of 15 architectures: 70.0 % of the pairs of the last generation foreseen in order.",
            "Search: generation 3, controller learned from the one before: mean score 0.5000, entropy 1.25 nats.",
            "Search: generation 4, controller learned from the one before: entropy 1.25 nats.",
        }));
    }

    [Test]
    public void A_warning_of_the_search_is_one_of_the_log()
    {
        var (log, _) = Report(new SearchWarning(TimeSpan.Zero, "The last line was cut off."));

        Assert.That(log.Warnings, Has.One.EqualTo("The last line was cut off."));
    }

    [Test]
    public void The_user_sees_every_event_in_order()
    {
        SearchEvent[] events =
        [
            new PhaseStarted(SearchPhase.Search, 1, 1, 10),
            new StepCompleted(SearchPhase.Search, TimeSpan.Zero, 1, 1, 1, 0.5, 0.5, TimeSpan.Zero),
            new GenotypeDerived(TimeSpan.Zero, 1, ToyImages.SmallCells),
            Epoch,
            new PhaseCompleted(SearchPhase.Search, TimeSpan.Zero, SearchOutcome.Completed),
        ];

        Assert.That(Report(events).User.All, Is.EqualTo(events));
    }

    [Test]
    public void A_fit_reaches_the_log_of_the_context()
    {
        var ml = new MLContext(seed: 1);
        var log = new Log(ml);

        using var model = TrainedModel.Train(ml, images: 12);

        Assert.That(log.Lines.Count(line => line.StartsWith("Training: epoch ", StringComparison.Ordinal)), Is.EqualTo(2));
        Assert.That(log.Lines, Has.One.Contains("Read 12 images of 1x8x8 (channels x height x width) in 3 classes."));
    }

    private static (Log Log, Recorder User) Report(params SearchEvent[] events)
    {
        var ml = new MLContext(seed: 1);
        var (log, user) = (new Log(ml), new Recorder());
        var host = ((IHostEnvironment)ml).Register("Test");
        using var channel = host.Start("Test");
        using var progress = new ChannelProgress(channel, host, user);
        foreach (var value in events)
        {
            progress.Report(value);
        }

        return (log, user);
    }
}
