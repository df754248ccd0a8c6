using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;

/// <summary>What every proposer keeps. A proposer's test class inherits it and says how to make a small one.</summary>
public abstract class ProposerContract
{
    /// <summary>A proposer with settings small enough to go through several generations in 40 evaluations, in a few seconds.</summary>
    protected abstract IProposer Create();

    /// <summary>Evaluations of a test's search.</summary>
    protected virtual int Evaluations => 40;

    /// <summary>The space that is searched; 64 architectures by default.</summary>
    protected virtual ISearchSpace Space { get; } =
        new DagCellSpace { Nodes = 3, Operations = ["none", "skip_connect", "nor_conv_1x1", "nor_conv_3x3"] };

    /// <summary>
    /// The score of a candidate: how many of its edges are 3x3 convolutions, so that the optimum is known. Higher is better.
    /// </summary>
    protected virtual double Score(Candidate candidate) =>
        ((DagCell)candidate.Architecture).Nodes.SelectMany(operations => operations).Count(operation => operation == "nor_conv_3x3");

    /// <summary>What the evaluation of a candidate gives: its score.</summary>
    protected virtual EvaluationResult Result(Candidate candidate) => new(Score(candidate));

    [Test]
    public void Every_proposal_is_a_member_of_the_space()
    {
        var found = Search(seed: 1);

        Assert.That(found, Has.Length.EqualTo(Evaluations));
        Assert.That(found.Select(evaluated => Space.Contains(evaluated.Candidate.Architecture)), Is.All.True);
    }

    [Test]
    public void The_same_seed_gives_the_same_search()
    {
        var first = Search(seed: 2);
        var second = Search(seed: 2);

        Assert.That(second, Is.EqualTo(first));
    }

    [TestCase("inference_mode")]
    [TestCase("float64")]
    [TestCase("another device")]
    public void The_callers_state_does_not_matter(string state)
    {
        var expected = Search(seed: 2);
        using var callers = CallersState.Enter(state);

        Assert.That(Search(seed: 2), Is.EqualTo(expected));
    }

    [Test]
    public void Another_seed_gives_another_search() =>
        Assert.That(Search(seed: 3), Is.Not.EqualTo(Search(seed: 2)));

    [Test]
    public void A_search_that_was_interrupted_goes_on_as_if_it_had_not_been()
    {
        var whole = Search(seed: 4);

        using var resumed = Create().Start(Space, seed: 4);
        foreach (var evaluated in whole.Take(Evaluations / 2))
        {
            Assert.That(resumed.Propose(), Is.EqualTo(new[] { evaluated.Candidate }));
            resumed.Observe(evaluated);
        }

        Assert.That(Continue(resumed, Evaluations - (Evaluations / 2)), Is.EqualTo(whole.Skip(Evaluations / 2)));
    }

    [Test]
    public void A_context_that_is_not_cancelled_changes_nothing()
    {
        using var run = Create().Start(Space, seed: 4, new ProposerContext { IsCancelled = () => false });

        Assert.That(Continue(run, Evaluations), Is.EqualTo(Search(seed: 4)));
    }

    [Test]
    public void A_proposer_that_is_cancelled_makes_no_further_step()
    {
        var all = 0;
        using (var whole = Create().Start(Space, seed: 4, new ProposerContext { IsCancelled = () => ++all < 0 }))
        {
            Continue(whole, Evaluations);
        }

        Assume.That(all, Is.GreaterThan(0), "A proposer that computes nothing is never asked.");
        var steps = 0;
        using var run = Create().Start(Space, seed: 4, new ProposerContext { IsCancelled = () => ++steps >= (all + 1) / 2 });

        Assert.That(() => Continue(run, Evaluations), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(steps, Is.EqualTo((all + 1) / 2));
    }

    [Test]
    public void Several_candidates_at_once_can_be_cancelled()
    {
        using var source = new CancellationTokenSource();
        using var run = Create().Start(Space, seed: 4, new ProposerContext { Cancellation = source.Token });
        source.Cancel();

        Assert.That(() => run.Propose(2), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void Failed_candidates_do_not_end_the_search()
    {
        using var run = Create().Start(Space, seed: 5);
        for (var index = 0; index < Evaluations; index++)
        {
            var candidate = run.Propose().Single();
            run.Observe(new(candidate, index % 3 == 0 ? EvaluationResult.Failed("Out of memory.") : Result(candidate)));
        }

        Assert.That(run.Propose(), Has.Length.EqualTo(1));
    }

    [Test]
    public void Several_candidates_can_be_asked_for_at_once()
    {
        using var run = Create().Start(Space, seed: 6);

        var candidates = run.Propose(3);

        Assert.That(candidates, Has.Length.InRange(1, 3));
        foreach (var candidate in candidates)
        {
            run.Observe(new(candidate, Result(candidate)));
        }

        Assert.That(run.Propose(3), Is.Not.Empty);
    }

    [Test]
    public void A_search_without_a_space_or_for_no_candidates_is_refused()
    {
        Assert.That(() => Create().Start(null!, seed: 1), Throws.ArgumentNullException);
        Assert.That(() => Create().Start(Space, seed: 1, context: null!), Throws.ArgumentNullException);
        using var run = Create().Start(Space, seed: 1);
        Assert.That(() => run.Propose(0), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => run.Observe(null!), Throws.ArgumentNullException);
    }

    [Test]
    public void A_candidate_of_another_space_is_refused()
    {
        using var run = Create().Start(Space, seed: 1);
        var stranger = new Candidate(PublishedGenotypes.DartsV2);

        Assert.That(
            () => run.Observe(new(stranger, new EvaluationResult(1))),
            Throws.ArgumentException.With.Message.Contains("does not belong to the space").And.Property("ParamName").EqualTo("evaluated"));
    }

    /// <summary>Searches by the rules of the contract.</summary>
    protected EvaluatedCandidate[] Search(int seed, int? evaluations = null)
    {
        using var run = Create().Start(Space, seed);
        return Continue(run, evaluations ?? Evaluations);
    }

    private EvaluatedCandidate[] Continue(IProposerRun run, int evaluations)
    {
        var found = new List<EvaluatedCandidate>();
        while (found.Count < evaluations && run.Propose() is [var candidate])
        {
            found.Add(new(candidate, Result(candidate)));
            run.Observe(found[^1]);
        }

        return [.. found];
    }
}
