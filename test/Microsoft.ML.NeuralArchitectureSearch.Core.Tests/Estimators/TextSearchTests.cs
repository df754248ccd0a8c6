using Microsoft.ML.NeuralArchitectureSearch.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation.ZeroCost;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks.Text;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Bananas;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Nao;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Progressive;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Reinforcement;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;

/// <summary>Every search of the image side over a small set of texts, from the column to the trained model.</summary>
public sealed class TextSearchTests
{
    private static readonly TrainedEvaluatorOptions Trained = new() { Epochs = 1, Channels = 4, Cells = 2, BatchSize = 16 };
    private static readonly SharedWeightsOptions Shared = new()
    {
        WarmUpEpochs = 1,
        Channels = 4,
        Cells = 2,
        BatchSize = 16,
        StepsPerCandidate = 1
    };
    private static readonly NaoOptions Nao = new()
    {
        InitialArchitectures = 3,
        SeedArchitectures = 2,
        GenerationSize = 2,
        InitialTrainingSteps = 5,
        TrainingSteps = 2,
        Mutants = 5
    };
    private static readonly ReinforcementOptions Reinforcement = new() { BatchSize = 2 };
    private static readonly DartsOptions Darts = new() { Epochs = 2, Channels = 4, Cells = 2, BatchSize = 16 };

    private static readonly TextSearchOptions Options = new()
    {
        Space = ToyTexts.Space,
        Strategy = new DartsStrategy(Darts),
        Training = ToyTexts.Training,
        Text = new() { Vocabulary = new() { MinimumFrequency = 1 } },
    };

    private static TestCaseData[] Strategies =>
    [
        Case("Darts_first_order", new DartsStrategy(Darts with { Order = 1 })),
        Case("Darts_second_order", new DartsStrategy(Darts with { Order = 2 })),
        Case(
            "Darts_second_order_exact",
            new DartsStrategy(Darts with { Epochs = 1, Order = 2, SecondOrderGradient = SecondOrderGradient.Exact })),
        Case(nameof(SearchStrategies.Nao), Few(SearchStrategies.Nao(Nao, Trained))),
        Case(nameof(SearchStrategies.NaoWeightSharing), Few(SearchStrategies.NaoWeightSharing(Nao, Shared))),
        Case(nameof(SearchStrategies.Enas), Few(SearchStrategies.Enas(Reinforcement, Shared))),
        Case(nameof(SearchStrategies.NasNetReinforcement), Few(SearchStrategies.NasNetReinforcement(Reinforcement, Trained))),
        Case(
            nameof(SearchStrategies.AmoebaNet),
            Few(SearchStrategies.AmoebaNet(new() { PopulationSize = 3, TournamentSize = 2 }, Trained))),
        Case(
            nameof(SearchStrategies.LargeScaleEvolution),
            Few(SearchStrategies.LargeScaleEvolution(new() { PopulationSize = 3 }, Trained with { ParentsKept = 3 }))),
        Case(nameof(SearchStrategies.Pnas), Few(SearchStrategies.Pnas(new ProgressiveOptions { BeamWidth = 2, Expansions = 50 }, Trained))),
        Case(nameof(SearchStrategies.RandomSearch), Few(SearchStrategies.RandomSearch(Trained))),
        Case(nameof(SearchStrategies.RandomWeightSharing), Few(SearchStrategies.RandomWeightSharing(Shared))),
        Case(
            nameof(SearchStrategies.Bananas),
            Few(SearchStrategies.Bananas(new BananasOptions { Initial = 3, BatchSize = 2, Mutants = 10 }, Trained))),
        Case(
            nameof(NaswotScore),
            Few(new ProposerStrategy(new RandomProposer(), task => new ZeroCostEvaluator(Normalized(task), new NaswotScore())))),
        Case(
            nameof(SynFlowScore),
            Few(new ProposerStrategy(new RandomProposer(), task => new ZeroCostEvaluator(task, new SynFlowScore())))),
        Case(nameof(SnipScore), Few(new ProposerStrategy(new RandomProposer(), task => new ZeroCostEvaluator(task, new SnipScore())))),
        Case(nameof(LatencyEvaluator), Few(new ProposerStrategy(new RandomProposer(), task => new LatencyEvaluator(task)))),
    ];

    [TestCaseSource(nameof(Strategies))]
    public void Texts_are_searched_trained_and_predicted(ISearchStrategy strategy)
    {
        var ml = new MLContext(seed: 1);

        using var model = ml.MulticlassClassification.Trainers.NeuralArchitecture(Options with { Strategy = strategy })
            .Fit(ToyTexts.Keyed(ml, 64));

        var found = model.SearchResult!;
        Assert.That(ToyTexts.Space.Contains(model.Genotype), Is.True);
        Assert.That(found.Outcome, Is.EqualTo(SearchOutcome.Completed));
        Assert.That(found.Candidates.Select(candidate => candidate.Result.Failure), Is.All.Null);
        Assert.That(found.History.Length + found.Candidates.Length, Is.Positive);
        Assert.That(
            ml.MulticlassClassification.Evaluate(model.Transform(ToyTexts.Keyed(ml, 40, seed: 8))).MicroAccuracy,
            Is.GreaterThan(0.8));
    }

    [Test]
    public void A_score_of_gradients_of_the_inputs_says_that_words_have_none()
    {
        var ml = new MLContext(seed: 1);
        var strategy = new ProposerStrategy(new RandomProposer(), task => new ZeroCostEvaluator(task, new JacobianCovarianceScore()));

        Assert.That(
            () => ml.MulticlassClassification.Trainers.NeuralArchitecture(Options with { Strategy = strategy }).Fit(ToyTexts.Keyed(ml, 64)),
            Throws.ArgumentException.With.Message.Contains(nameof(JacobianCovarianceScore)).And.Message.Contains("numbers of words"));
    }

    [Test]
    public void The_same_seed_finds_and_trains_the_same_and_the_trainer_of_given_cells_trains_it_again()
    {
        var ml = new MLContext(seed: 1);
        using var model = ml.MulticlassClassification.Trainers.NeuralArchitecture(Options with { Seed = 3 }).Fit(ToyTexts.Keyed(ml, 64));
        using var second = ml.MulticlassClassification.Trainers.NeuralArchitecture(Options with { Seed = 3 }).Fit(ToyTexts.Keyed(ml, 64));
        using var trained = ml.MulticlassClassification.Trainers
            .TextNetwork(ToyTexts.Space, model.Genotype, ToyTexts.Trainer with { Seed = 3, Text = Options.Text })
            .Fit(ToyTexts.Keyed(ml, 64));

        Assert.That(second.Genotype, Is.EqualTo(model.Genotype));
        Assert.That(
            second.SearchResult!.History.Select(epoch => epoch.TrainingLoss),
            Is.EqualTo(model.SearchResult!.History.Select(epoch => epoch.TrainingLoss)));
        Assert.That(Losses(second), Is.EqualTo(Losses(model)));
        Assert.That(Losses(trained), Is.EqualTo(Losses(model)));
    }

    [Test]
    public void A_search_in_steps_of_one_candidate_says_what_it_does()
    {
        var ml = new MLContext(seed: 1);
        var events = new Recorder();
        var log = new Log(ml);

        using var model = ml.MulticlassClassification.Trainers.NeuralArchitecture(Options with
        {
            Strategy = Few(
            SearchStrategies.RandomSearch(Trained)),
            Progress = events,
            Text = Options.Text with { MaximumLength = 5 }
        })
            .Fit(ToyTexts.Keyed(ml, 64));

        Assert.That(events.All.OfType<CandidateEvaluated>().Count(), Is.EqualTo(6));
        Assert.That(
            events.All.OfType<EpochCompleted>().Count(epoch => epoch.Phase == SearchPhase.Training),
            Is.EqualTo(ToyTexts.Training.Epochs));
        Assert.That(log.Lines, Has.Some.Contains("Read 64 texts").And.Some.Contains("Texts are cut behind 5 tokens"));
        Assert.That(model.Encoder.Length, Is.EqualTo(5));
    }

    [Test]
    public void A_cancelled_search_carries_what_was_found()
    {
        var ml = new MLContext(seed: 1);
        using var cancellation = new CancellationTokenSource();
        var steps = new Recorder(value =>
        {
            if (value is StepCompleted { Phase: SearchPhase.Search, Step: 2 })
            {
                cancellation.Cancel();
            }
        });
        var estimator = ml.MulticlassClassification.Trainers
            .NeuralArchitecture(Options with { Progress = steps, CancellationToken = cancellation.Token });

        var exception = Assert.Catch<SearchCancelledException>(() => estimator.Fit(ToyTexts.Keyed(ml, 64)));

        Assert.That(ToyTexts.Space.Contains(exception!.Result!.Genotype), Is.True);
        Assert.That(steps.All.OfType<StepCompleted>().Count(), Is.EqualTo(2));
    }

    [Test]
    public void A_time_budget_that_allows_no_candidate_says_so()
    {
        var ml = new MLContext(seed: 1);

        Assert.That(
            () => ml.MulticlassClassification.Trainers.NeuralArchitecture(Options with { TimeBudget = TimeSpan.FromTicks(1) })
                .Fit(ToyTexts.Keyed(ml, 64)),
            Throws.InstanceOf<TimeoutException>().With.Message.Contains("no architecture was found"));
    }

    [Test]
    public void What_is_not_set_suits_texts()
    {
        var ml = new MLContext(seed: 1);

        using var model = ml.MulticlassClassification.Trainers.NeuralArchitecture(new TextSearchOptions()).Fit(ToyTexts.Keyed(ml, 160));

        Assert.That(model.SearchResult!.Candidates, Has.Length.EqualTo(12));
        Assert.That(model.TrainingHistory, Has.Length.EqualTo(TextTraining.Default.Epochs));
        Assert.That(new TextCellSpace().Contains(model.Genotype), Is.True);
    }

    [Test]
    public void The_final_network_has_its_own_size()
    {
        var ml = new MLContext(seed: 1);
        var network = ToyTexts.Space.Network with { Channels = 6, EmbeddingWidth = 10, Pooling = TextPooling.Attention };

        using var model = ml.MulticlassClassification.Trainers.NeuralArchitecture(Options with { FinalNetwork = network })
            .Fit(ToyTexts.Keyed(ml, 64));

        var expected = (ToyTexts.Space with { Network = network, Input = new(model.Encoder.Vocabulary.Count) })
            .Describe(model.Genotype, new(new MapShape(1, 1, model.Encoder.Length), 2));
        Assert.That(model.Graph, Is.EqualTo(expected));
        Assert.That(model.ParameterCount, Is.EqualTo(expected.ParameterCount));
    }

    private static IEnumerable<double> Losses(TextNetworkTransformer model) => model.TrainingHistory.Select(epoch => epoch.TrainingLoss);

    // Texts have codes of their own where there are rectifiers, and what they read lies on both sides of zero.
    private static SearchTask Normalized(SearchTask task)
    {
        var space = (TextCellSpace)task.Space;
        return task with { Space = space with { Network = space.Network with { IsNormalized = true } } };
    }

    private static ProposerStrategy Few(ProposerStrategy strategy) => strategy with { Evaluations = 6 };

    private static TestCaseData Case(string name, ISearchStrategy strategy) => new TestCaseData(strategy).SetName($"Texts_{name}");
}
