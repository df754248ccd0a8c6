using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using NUnit.Framework;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;

/// <summary>What every evaluator keeps. An evaluator's test class inherits it and says how to make one.</summary>
public abstract class EvaluatorContract
{
    /// <summary>An evaluator that takes a few seconds at most, made with the same seed each time.</summary>
    protected abstract IEvaluator Create();

    /// <summary>Two architectures that it knows, the better one first.</summary>
    protected abstract (Architecture Better, Architecture Worse) Architectures { get; }

    /// <summary>Whether the same candidate always has the same score. Measured times differ.</summary>
    protected virtual bool IsRepeatable => true;

    [Test]
    public void A_better_architecture_has_a_higher_score()
    {
        using var evaluator = Create();

        var (better, worse) = (evaluator.Evaluate(new(Architectures.Better)), evaluator.Evaluate(new(Architectures.Worse)));

        Assert.That(better.Failure, Is.Null);
        Assert.That(better.Score, Is.GreaterThan(worse.Score));
    }

    [Test]
    public void Two_evaluators_made_alike_agree()
    {
        Assume.That(IsRepeatable);
        using var first = Create();
        using var second = Create();
        var candidate = new Candidate(Architectures.Worse);

        Assert.That(second.Evaluate(candidate).Score, Is.EqualTo(first.Evaluate(candidate).Score));
    }

    [TestCaseSource(typeof(CallersState), nameof(CallersState.Names))]
    public void The_callers_state_does_not_matter(string state)
    {
        Assume.That(IsRepeatable);
        using var first = Create();
        var candidate = new Candidate(Architectures.Worse);
        var expected = first.Evaluate(candidate);
        using var callers = CallersState.Enter(state);

        using var second = Create();
        var actual = second.Evaluate(candidate);

        Assert.That((actual.Failure, actual.Score), Is.EqualTo((expected.Failure, expected.Score)));
    }

    [Test]
    public void A_cancelled_evaluation_says_so()
    {
        using var evaluator = Create();

        Assert.That(
            () => evaluator.Evaluate(new(Architectures.Better), new CancellationToken(canceled: true)),
            Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void Nothing_and_strangers_are_argument_exceptions()
    {
        using var evaluator = Create();

        Assert.That(() => evaluator.Evaluate(null!), Throws.ArgumentNullException);
        Assert.That(() => evaluator.Evaluate(new(new Stranger())), Throws.ArgumentException);
    }

    [Test]
    public void An_evaluation_leaves_nothing_in_the_callers_scope()
    {
        using var evaluator = Create();
        using var scope = NewDisposeScope();

        evaluator.Evaluate(new(Architectures.Better));

        Assert.That(scope.DisposablesCount, Is.Zero);
    }

    private sealed record Stranger : Architecture
    {
        public override string ToJson() => "{}";
    }
}
