using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Nao;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;
using NUnit.Framework;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Strategies.Nao;

[NonParallelizable] // Torch's seed and number of threads are those of the process.
public sealed class NaoProposerTests : ProposerContract
{
    private static readonly NaoOptions Small = new()
    {
        Model = new() { EmbeddingSize = 12, HiddenSize = 12, PredictorSize = 16, LearningRate = 0.01 },
        InitialArchitectures = 10,
        GenerationSize = 6,
        SeedArchitectures = 4,
        InitialTrainingSteps = 60,
        TrainingSteps = 20,
        StepSizes = 3,
        Mutants = 0,
        Patience = null,
    };

    protected override IProposer Create() => new NaoProposer(Small);

    [Test]
    public void It_finds_more_of_the_good_than_random_search() =>
        Assert.That(
            Enumerable.Range(1, 5).Average(seed => Search(seed).Average(found => found.Result.Score)),
            Is.GreaterThan(RandomMean()));

    [Test]
    public void No_architecture_is_proposed_twice() =>
        Assert.That(Search(seed: 1).Select(evaluated => evaluated.Candidate.Architecture), Is.Unique);

    [Test]
    public void The_first_generation_is_random_and_those_after_it_come_of_the_best()
    {
        var found = Search(seed: 1);
        var best = found.Take(10).OrderByDescending(evaluated => evaluated.Result.Score).Take(4)
            .Select(evaluated => evaluated.Candidate.Architecture);

        Assert.That(
            found.Select(evaluated => evaluated.Candidate.Generation).Take(17),
            Is.EqualTo(Enumerable.Repeat(0, 10).Concat(Enumerable.Repeat(1, 6)).Append(2)));
        Assert.That(found.Take(10).Select(evaluated => evaluated.Candidate.Parent), Is.All.Null);
        Assert.That(
            found.Skip(10).Take(6).Select(evaluated => evaluated.Candidate.Parent).OfType<Architecture>(),
            Is.Not.Empty.And.SubsetOf(best));
    }

    [Test]
    public void The_next_generation_waits_for_the_scores_of_this_one()
    {
        using var run = Create().Start(Space, seed: 1);
        var first = run.Propose(100);

        Assert.That(first, Has.Length.EqualTo(10));
        Assert.That(run.Propose(), Is.Empty);
        foreach (var candidate in first)
        {
            run.Observe(new(candidate, new EvaluationResult(Score(candidate))));
        }

        Assert.That(run.Propose(100), Has.Length.EqualTo(6));
    }

    [Test]
    public void A_space_is_searched_to_its_end()
    {
        var space = new DagCellSpace { Nodes = 2, Operations = ["none", "skip_connect", "nor_conv_1x1"] };
        using var run = Create().Start(space, seed: 1, new RecordedEvents());
        foreach (var candidate in run.Propose(10))
        {
            run.Observe(new(candidate, new EvaluationResult(1)));
        }

        Assert.That(run.Propose(), Is.Empty);
        Assert.That(run.Propose(), Is.Empty, "asked once more");
    }

    [Test]
    public void Where_everything_failed_it_goes_on_at_random()
    {
        using var run = Create().Start(Space, seed: 1);
        foreach (var candidate in run.Propose(10))
        {
            run.Observe(new(candidate, EvaluationResult.Failed("Out of memory.")));
        }

        var next = run.Propose(10);

        Assert.That(next, Has.Length.EqualTo(6));
        Assert.That(next.Select(candidate => candidate.Parent), Is.All.Null);
    }

    [Test]
    public void Every_training_is_told_of()
    {
        var events = new RecordedEvents();
        using var run = Create().Start(Space, seed: 1, events);
        for (var index = 0; index < 17; index++)
        {
            var candidate = run.Propose().Single();
            run.Observe(new(candidate, new EvaluationResult(Score(candidate))));
        }

        var trained = events.All.Cast<NaoGenerationTrained>().ToArray();
        Assert.That(trained.Select(happened => (happened.Generation, happened.Architectures)), Is.EqualTo(new[] { (1, 10), (2, 16) }));
        Assert.That(trained[1].Quality.PairwiseAccuracy, Is.GreaterThan(0.7));
        Assert.That(trained[1].Quality.ReconstructionDistance, Is.InRange(0, 2));
        Assert.That(trained[0].ForecastAccuracy, Is.Null);
        Assert.That(trained[1].ForecastAccuracy, Is.InRange(0, 1));
    }

    [Test]
    public void An_observer_changes_nothing()
    {
        var alone = Search(seed: 3);

        using var run = Create().Start(Space, seed: 3, new RecordedEvents());
        foreach (var evaluated in alone)
        {
            Assert.That(run.Propose().Single(), Is.EqualTo(evaluated.Candidate));
            run.Observe(evaluated);
        }
    }

    [Test]
    public void Torch_is_left_as_it_was()
    {
        var threads = get_num_threads();
        using var before = get_rng_state();
        using var scope = NewDisposeScope();

        Search(seed: 1, evaluations: 20);

        Assert.That(scope.DisposablesCount, Is.Zero);
        using var after = get_rng_state();
        Assert.That(after.bytes.ToArray(), Is.EqualTo(before.bytes.ToArray()));
        Assert.That(get_num_threads(), Is.EqualTo(threads));
    }

    [Test]
    public void With_mutants_and_several_models_it_finds_the_best_of_all() =>
        Assert.That(
            Follow(Small with { Models = 2, Mutants = 20 }, Score).Max(found => found.Result.Score),
            Is.EqualTo(3),
            "the only cell of three 3x3 convolutions");

    [Test]
    public void Where_nothing_better_was_found_for_long_it_begins_anew()
    {
        var found = Follow(Small with { Patience = 2, RestartArchitectures = 7 }, candidate => candidate.Generation == 0 ? 1 : 0);

        var sizes = found.CountBy(evaluated => evaluated.Candidate.Generation).Select(pair => pair.Value).Take(4);
        Assert.That(sizes, Is.EqualTo(new[] { 10, 6, 6, 7 }));
        var restart = found.Where(evaluated => evaluated.Candidate.Generation == 3).Select(evaluated => evaluated.Candidate).ToArray();
        Assert.That(restart.Select(candidate => candidate.Parent), Is.All.Null);
        Assert.That(
            found.Where(evaluated => evaluated.Candidate.Generation == 4).Select(evaluated => evaluated.Candidate.Parent)
                .OfType<Architecture>()
                .Distinct(),
            Is.SubsetOf(restart.Select(candidate => candidate.Architecture)));
    }

    [Test]
    public void A_space_without_tokens_is_refused() =>
        Assert.That(
            () => Create().Start(new BareSpace(Space), seed: 1),
            Throws.ArgumentException.With.Property("ParamName").EqualTo("space").And.Message.Contains("ISequenceSpace"));

    private List<EvaluatedCandidate> Follow(NaoOptions options, Func<Candidate, double> score)
    {
        using var run = new NaoProposer(options).Start(Space, seed: 1);
        var found = new List<EvaluatedCandidate>();
        while (found.Count < Evaluations)
        {
            var candidate = run.Propose().Single();
            found.Add(new(candidate, new EvaluationResult(score(candidate))));
            run.Observe(found[^1]);
        }

        return found;
    }

    private double RandomMean()
    {
        var random = new Random(1);
        return Enumerable.Range(0, 1000).Average(_ => Score(new Candidate(Space.Sample(random))));
    }
}
