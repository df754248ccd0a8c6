using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Nao;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Reinforcement;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Evaluation;

public sealed class LanguageModelEvaluatorTests : EvaluatorContract
{
    private static readonly LanguageModelEvaluatorOptions Quick = new()
    {
        Epochs = 8,
        ValidationFraction = 0.25,
        Model = TextTask.Size,
        Training = new() { BatchSize = 8, SequenceLength = 10, LearningRate = 10 },
    };

    protected override (Architecture Better, Architecture Worse) Architectures => (TextTask.Direct, TextTask.Squeezing);

    protected override IEvaluator Create() => new LanguageModelEvaluator(TextTask.Create(), Quick);

    [Test]
    public void The_score_is_the_negative_logarithm_of_a_perplexity()
    {
        using var evaluator = Create();

        var result = evaluator.Evaluate(new(TextTask.Direct));

        // Between a text that was learned and one of which nothing is known.
        Assert.That(-result.Score, Is.InRange(0.9, Math.Log(MarkovText.VocabularySize)));
        Assert.That(result.Costs[CostNames.Epochs], Is.EqualTo(8));
        Assert.That(result.Costs[CostNames.Parameters], Is.EqualTo((48 * 48) + (5 * 24 * 48) + (8 * 24) + 8));
    }

    [Test]
    public void A_score_does_not_depend_on_what_was_evaluated_before()
    {
        using var used = Create();
        using var fresh = Create();
        used.Evaluate(new(TextTask.Squeezing));

        Assert.That(used.Evaluate(new(TextTask.Direct)).Score, Is.EqualTo(fresh.Evaluate(new(TextTask.Direct)).Score));
    }

    [Test]
    public void A_candidate_may_say_how_long_it_is_trained()
    {
        using var evaluator = Create();

        Assert.That(evaluator.Evaluate(new(TextTask.Direct) { Epochs = 2 }).Costs[CostNames.Epochs], Is.EqualTo(2));
    }

    [Test]
    public void A_training_that_diverges_is_a_failed_result()
    {
        using var evaluator = new LanguageModelEvaluator(
            TextTask.Create(), Quick with
            {
                Training = Quick
                .Training with
                { LearningRate = 1e30, GradientClipping = 1e30, WeightDecay = 1 }
            });

        Assert.That(evaluator.Evaluate(new(TextTask.Direct)).Failure, Does.Contain("learning rate"));
    }

    [Test]
    public void What_it_cannot_work_on_is_refused_with_the_reason()
    {
        Assert.That(() => new LanguageModelEvaluator(null!), Throws.ArgumentNullException);
        Assert.That(
            () => new LanguageModelEvaluator(TextTask.Create() with { Space = new DartsCellSpace() }),
            Throws.ArgumentException.With.Message.Contains(nameof(RecurrentCellSpace)));
        Assert.That(
            () => new LanguageModelEvaluator(TextTask.Create() with { Data = ToyTask.Data }),
            Throws.ArgumentException.With.Message.Contains("TokenSequence"));
        using var few = MarkovText.Create(40);
        Assert.That(
            () => new LanguageModelEvaluator(TextTask.Create() with { Data = few }),
            Throws.ArgumentException.With.Message.Contains("at least 20"));
    }

    [TestCaseSource(nameof(Proposers))]
    public void Proposers_search_the_space(IProposer proposer)
    {
        var strategy = new ProposerStrategy(proposer, task => new LanguageModelEvaluator(task, Quick with { Epochs = 1 }))
        {
            Evaluations = 8
        };

        var result = strategy.Search(TextTask.Create());

        Assert.That(result.Outcome, Is.EqualTo(SearchOutcome.Completed));
        Assert.That(result.Candidates, Has.Length.EqualTo(8));
        var best = result.Candidates.MaxBy(evaluated => evaluated.Result.Score)!;
        Assert.That(result.Architecture, Is.EqualTo(best.Candidate.Architecture));
        Assert.That(best.Result.Score, Is.InRange(-Math.Log(MarkovText.VocabularySize) - 0.5, 0));
    }

    private static IEnumerable<IProposer> Proposers() =>
    [
        new RandomProposer(),
        new RegularizedEvolutionProposer(new() { PopulationSize = 4, TournamentSize = 2 }),
        new NaoProposer(new NaoOptions {
            InitialArchitectures = 4,
            SeedArchitectures = 2,
            GenerationSize = 2,
            InitialTrainingSteps = 5,
            TrainingSteps = 5 }),
        new ReinforcementProposer(),
    ];
}
