using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Halving;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Strategies.Halving;

public sealed class SuccessiveHalvingProposerTests : ProposerContract
{
    private static readonly SuccessiveHalvingOptions Options = new() { Candidates = 9, LeastEpochs = 1, MostEpochs = 9 };

    protected override IProposer Create() => new SuccessiveHalvingProposer(new RandomProposer(), Options);

    [Test]
    public void A_third_of_each_rung_goes_on_with_three_times_the_epochs()
    {
        var found = Search(seed: 1, evaluations: 13);

        Assert.That(found.Select(evaluated => evaluated.Candidate.Epochs), Is.EqualTo(new[] { 1, 1, 1, 1, 1, 1, 1, 1, 1, 3, 3, 3, 9 }));
        var best = found.Take(9).OrderByDescending(evaluated => evaluated.Result.Score).Take(3)
            .Select(evaluated => evaluated.Candidate.Architecture);
        Assert.That(found.Skip(9).Take(3).Select(evaluated => evaluated.Candidate.Architecture), Is.EqualTo(best));
        Assert.That(found[12].Candidate.Architecture, Is.EqualTo(best.First()));
    }

    [Test]
    public void A_rung_waits_until_all_its_candidates_are_known()
    {
        using var run = Create().Start(Space, seed: 1);

        Assert.That(run.Propose(100), Has.Length.EqualTo(9));
        Assert.That(run.Propose(), Is.Empty);
    }

    [Test]
    public void Failed_candidates_do_not_go_on()
    {
        using var run = Create().Start(Space, seed: 1);
        var candidates = run.Propose(9);
        foreach (var candidate in candidates)
        {
            run.Observe(new(candidate, candidate == candidates[4] ? new EvaluationResult(-5) : EvaluationResult.Failed("Out of memory.")));
        }

        Assert.That(run.Propose(9), Is.EqualTo(new[] { candidates[4] with { Epochs = 3 } }));
    }

    [Test]
    public void After_so_many_epochs_it_beats_random_search()
    {
        const int epochs = 27 * 20;

        var halving = MeanBest(new SuccessiveHalvingProposer(new RandomProposer(), new() { LeastEpochs = 1, MostEpochs = 27 }), epochs);
        var random = MeanBest(new RandomProposer(), epochs);

        Assert.That(halving, Is.GreaterThan(random + 1));
    }

    [Test]
    public void The_proposer_beneath_learns_from_the_first_rung()
    {
        var evolution = new RegularizedEvolutionProposer(new() { PopulationSize = 5, TournamentSize = 3 });

        var found = new SuccessiveHalvingProposer(evolution, Options).Start(Space, seed: 1);

        Assert.That(found.Propose(9), Has.Length.EqualTo(5), "The first population; then the children wait.");
    }

    [Test]
    public void A_space_is_searched_to_its_end()
    {
        using var run = Create().Start(new DagCellSpace { Nodes = 2, Operations = ["none", "skip_connect", "nor_conv_1x1"] }, seed: 1);
        var epochs = new List<int?>();
        while (run.Propose() is [var candidate])
        {
            epochs.Add(candidate.Epochs);
            run.Observe(new(candidate, new EvaluationResult(1)));
        }

        Assert.That(epochs, Is.EqualTo(new[] { 1, 1, 1, 3, 9 }));
    }

    [Test]
    public void A_candidate_that_was_not_proposed_is_refused()
    {
        using var run = Create().Start(Space, seed: 1);
        var candidate = run.Propose().Single();

        Assert.That(
            () => run.Observe(new(candidate with { Epochs = 3 }, new EvaluationResult(1))),
            Throws.ArgumentException.With.Message.Contains("waits for its score"));
    }

    [Test]
    public void Its_options_are_checked()
    {
        Assert.That(() => new SuccessiveHalvingOptions { ReductionFactor = 1 }, Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => new SuccessiveHalvingOptions { MostEpochs = 0 }, Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(
            () => new SuccessiveHalvingProposer(new RandomProposer(), new() { LeastEpochs = 10, MostEpochs = 9 }),
            Throws.ArgumentException.With.Message.Contains("at most the most epochs, 9; found 10"));
        Assert.That(() => new SuccessiveHalvingProposer(null!), Throws.ArgumentNullException);
    }

    // Of those trained in full; each epoch less costs score, the same for every architecture.
    private static double MeanBest(IProposer proposer, int epochs) => Enumerable.Range(0, 10).Average(seed =>
    {
        using var run = proposer.Start(ToySearch.Space, seed);
        var best = double.NegativeInfinity;
        for (var left = epochs; left > 0 && run.Propose() is [var candidate];)
        {
            var trained = candidate.Epochs ?? 27;
            var score = ToySearch.Score(candidate.Architecture) - (27.0 / trained) + 1;
            run.Observe(new(candidate, new EvaluationResult(score)));
            best = Math.Max(best, trained == 27 ? score : best);
            left -= trained;
        }

        return best;
    });
}
