using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation.ZeroCost;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Evaluation;

/// <summary>
/// What evaluates several times is cancelled between two evaluations, also if the evaluator itself does not look at its token.
/// </summary>
public sealed class InterruptedEvaluationsTests
{
    private const int CancelledAt = 4;

    private static Candidate Candidate => new(ToyNetworkSpace.Convolution);

    [Test]
    public void The_sample_of_a_rank_average() =>
        EndsAtOnce((evaluator, token) => new RankAverage(new ToyNetworkSpace(), [evaluator], new Random(1)).Evaluate(Candidate, token));

    [Test]
    public void An_evaluator_with_further_costs() => EndsAtOnce(
        (evaluator, token) => new EvaluatorWithCosts(evaluator, ImmutableArray.CreateRange(Enumerable.Repeat(evaluator, 10))).Evaluate(
            Candidate,
            token));

    [Test]
    public void A_ranking_of_the_best() => EndsAtOnce((evaluator, token) => CandidateRanking.OfBest(
        Cells(20).Select(cell => new EvaluatedCandidate(new(cell), new EvaluationResult(1))), 20, evaluator, token));

    [Test]
    public void A_front()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        Assert.That(
            () => ParetoFront.Of(
                [new EvaluatedCandidate(Candidate, new EvaluationResult(1) { Costs = Weighing(1) })],
                new("weights"),
                source.Token),
            Throws.InstanceOf<OperationCanceledException>());
    }

    private static IEnumerable<Architecture> Cells(int count) =>
        Enumerable.Range(0, 1000).Select(seed => ToySearch.Space.Sample(new Random(seed))).Distinct().Take(count);

    private static ImmutableSortedDictionary<string, double> Weighing(double weight) =>
        ImmutableSortedDictionary<string, double>.Empty.Add("weights", weight);

    private static void EndsAtOnce(Action<IEvaluator, CancellationToken> work)
    {
        using var source = new CancellationTokenSource();
        using var evaluator = new Deaf(CancelledAt, source);

        Assert.That(() => work(evaluator, source.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(evaluator.Evaluations, Is.EqualTo(CancelledAt));
    }

    private sealed class Deaf(int cancelAt, CancellationTokenSource source) : IEvaluator
    {
        public int Evaluations { get; private set; }

        public EvaluationResult Evaluate(Candidate candidate, CancellationToken cancellation = default)
        {
            if (++Evaluations == cancelAt)
            {
                source.Cancel();
            }

            return new(1);
        }

        public void Dispose()
        {
        }
    }
}
