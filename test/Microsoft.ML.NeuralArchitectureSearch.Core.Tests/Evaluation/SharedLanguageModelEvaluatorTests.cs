using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Reinforcement;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Evaluation;

public sealed class SharedLanguageModelEvaluatorTests : EvaluatorContract
{
    private static readonly SharedLanguageModelOptions Quick = new()
    {
        WarmUpEpochs = 8,
        ValidationFraction = 0.25,
        Model = TextTask.Size,
        BatchSize = 8,
        SequenceLength = 10,
        LearningRate = 10,
    };

    protected override (Architecture Better, Architecture Worse) Architectures => (TextTask.Direct, TextTask.Squeezing);

    protected override IEvaluator Create() => new SharedLanguageModelEvaluator(TextTask.Create(), Quick);

    [Test]
    public void The_same_sequence_of_candidates_has_the_same_scores()
    {
        var options = Quick with { WarmUpEpochs = 1, StepsPerCandidate = 3 };

        var first = Scores(options);
        var second = Scores(options);

        Assert.That(second, Is.EqualTo(first));
    }

    [Test]
    public void Without_steps_of_its_own_a_candidate_keeps_its_score()
    {
        var scores = Scores(Quick with { WarmUpEpochs = 1 });

        Assert.That(scores[2], Is.EqualTo(scores[0]));
    }

    [Test]
    public void Steps_on_the_candidate_itself_train_it()
    {
        using var untrained = new SharedLanguageModelEvaluator(TextTask.Create(), Quick with { WarmUpEpochs = 0 });
        using var trained = new SharedLanguageModelEvaluator(TextTask.Create(), Quick with { WarmUpEpochs = 0, StepsPerCandidate = 100 });

        var before = untrained.Evaluate(new(TextTask.Direct)).Score;
        var after = trained.Evaluate(new(TextTask.Direct));

        Assert.That(before, Is.EqualTo(-Math.Log(MarkovText.VocabularySize)).Within(0.1));
        Assert.That(after.Score, Is.GreaterThan(before + 0.3));
        Assert.That(after.Costs[CostNames.Epochs], Is.EqualTo(100 / 8.0));
    }

    [Test]
    public void The_kernels_give_the_scores_of_TorchSharps_operations_whichever_cells_come()
    {
        var options = Quick with { WarmUpEpochs = 1, StepsPerCandidate = 3 };

        Assert.That(Scores(options with { KernelThreads = 1 }), Is.EqualTo(Scores(options with { KernelThreads = 0 })).Within(1e-4));
    }

    [Test]
    public void A_rotating_part_of_the_text_held_out_is_enough()
    {
        using var evaluator = new SharedLanguageModelEvaluator(TextTask.Create(), Quick with { WarmUpEpochs = 1, ValidationSegments = 1 });

        var scores = Enumerable.Range(0, 5).Select(_ => evaluator.Evaluate(new(TextTask.Direct)).Score).ToArray();

        Assert.That(scores[1], Is.Not.EqualTo(scores[0]));
        Assert.That(scores[2], Is.EqualTo(scores[0]), "The text held out has two segments.");
    }

    [Test]
    public void A_cancelled_warm_up_goes_on_with_the_next_candidate()
    {
        var asked = 0;
        var limit = 5;
        using var evaluator = new SharedLanguageModelEvaluator(TextTask.Create() with { IsCancelled = () => ++asked > limit }, Quick);
        using var undisturbed = Create();

        Assert.That(() => evaluator.Evaluate(new(TextTask.Direct)), Throws.InstanceOf<OperationCanceledException>());
        limit = int.MaxValue;

        Assert.That(evaluator.Evaluate(new(TextTask.Direct)).Score, Is.EqualTo(undisturbed.Evaluate(new(TextTask.Direct)).Score));
    }

    [Test]
    public void A_controller_searches_on_shared_weights()
    {
        var strategy = new ProposerStrategy(
            new ReinforcementProposer(), task => new SharedLanguageModelEvaluator(
                task,
                Quick with { WarmUpEpochs = 1, ValidationSegments = 1 }))
        { Evaluations = 10 };

        var result = strategy.Search(TextTask.Create());

        Assert.That(result.Outcome, Is.EqualTo(SearchOutcome.Completed));
        Assert.That(TextTask.Create().Space.Contains(result.Architecture));
    }

    private static double[] Scores(SharedLanguageModelOptions options)
    {
        using var evaluator = new SharedLanguageModelEvaluator(TextTask.Create(), options);
        return [.. new[] { TextTask.Direct, TextTask.Squeezing, TextTask.Direct }.Select(cell => evaluator.Evaluate(new(cell)).Score)];
    }
}
