using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Evaluation;

public sealed class CandidateRankingTests
{
    private static readonly DagCell A = new([["nor_conv_3x3"]]);
    private static readonly DagCell B = new([["nor_conv_1x1"]]);
    private static readonly DagCell C = new([["skip_connect"]]);
    private static readonly DagCell D = new([["none"]]);

    private static readonly EvaluatedCandidate[] Searched =
    [
        Candidate(C, 0.5), Candidate(A, 0.9), Candidate(B, 0.7), Candidate(A, 0.8), new(new(D), EvaluationResult.Failed("Too large.")),
    ];

    [Test]
    public void The_best_are_evaluated_again_each_architecture_once()
    {
        using var evaluator = Table((A, 90), (B, 95), (C, 80));

        var ranking = CandidateRanking.OfBest(Searched, 2, evaluator);

        Assert.That(ranking.Candidates.Select(candidate => candidate.Searched.Candidate.Architecture), Is.EqualTo(new[] { B, A }));
        Assert.That(ranking.Candidates.Select(candidate => candidate.Retrained.Score), Is.EqualTo(new[] { 95, 90 }));
        Assert.That(ranking.KendallTau, Is.EqualTo(-1));
    }

    [Test]
    public void As_many_as_there_are_is_enough()
    {
        using var evaluator = Table((A, 90), (B, 95), (C, 80));

        var ranking = CandidateRanking.OfBest(Searched, 10, evaluator);

        Assert.That(ranking.Candidates, Has.Length.EqualTo(3));
        Assert.That(ranking.KendallTau, Is.EqualTo(1.0 / 3).Within(1e-12));
    }

    [Test]
    public void Bad_requests_are_refused()
    {
        using var evaluator = Table((A, 1));

        Assert.That(() => CandidateRanking.OfBest(Searched, 0, evaluator), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => CandidateRanking.OfBest(null!, 1, evaluator), Throws.ArgumentNullException);
        Assert.That(() => CandidateRanking.OfBest(Searched, 1, null!), Throws.ArgumentNullException);
    }

    private static EvaluatedCandidate Candidate(Architecture architecture, double score) =>
        new(new(architecture), new EvaluationResult(score));

    private static LookupEvaluator Table(params (DagCell Cell, double Score)[] rows) =>
        new(rows.ToDictionary(row => (Architecture)row.Cell, row => new TableEntry(row.Score)));
}
