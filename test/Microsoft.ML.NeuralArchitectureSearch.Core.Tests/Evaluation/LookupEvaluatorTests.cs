using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Tables;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Evaluation;

public sealed class LookupEvaluatorTests : EvaluatorContract
{
    private static readonly DagCell Good = new([["nor_conv_3x3"]]);
    private static readonly DagCell Bad = new([["none"]]);

    private static readonly Dictionary<Architecture, TableEntry> Table = new()
    {
        [Good] = new(ImmutableSortedDictionary<int, ImmutableArray<double>>.Empty.Add(12, [60]).Add(200, [90, 92])),
        [Bad] = new(10),
    };

    protected override (Architecture Better, Architecture Worse) Architectures => (Good, Bad);

    protected override IEvaluator Create() => new LookupEvaluator(Table);

    [Test]
    public void The_mean_of_all_trainings_at_the_most_epochs_is_the_score() =>
        Assert.That(Create().Evaluate(new(Good)).Score, Is.EqualTo(91));

    [Test]
    public void A_candidate_may_ask_for_fewer_epochs()
    {
        var result = Create().Evaluate(new(Good) { Epochs = 12 });

        Assert.That(result.Score, Is.EqualTo(60));
        Assert.That(result.Costs[CostNames.Epochs], Is.EqualTo(12));
    }

    [Test]
    public void Noise_draws_one_of_the_trainings()
    {
        using var evaluator = new LookupEvaluator(Table, new Random(1));

        Assert.That(Enumerable.Range(0, 50).Select(_ => evaluator.Evaluate(new(Good)).Score).Distinct(), Is.EquivalentTo(new[] { 90, 92 }));
    }

    [Test]
    public void A_missing_row_and_a_missing_number_of_epochs_are_named()
    {
        Assert.That(
            () => Create().Evaluate(new(new DagCell([["skip_connect"]]))),
            Throws.ArgumentException.With.Message.Contains("no row for |skip_connect~0|"));
        Assert.That(
            () => Create().Evaluate(new(Good) { Epochs = 5 }),
            Throws.ArgumentException.With.Message.Contains("after 12, 200 epochs, not after 5"));
    }

    [Test]
    public void The_three_trainings_of_NAS_Bench_Macro_are_its_noise()
    {
        using var evaluator = new LookupEvaluator(NasBenchMacroSizes.ReadTrainings(ShippedData.Folder), new Random(1));
        var best = MacroSpaces.NasBenchMacro.Decode([2, 2, 2, 1, 2, 2, 0, 2]);

        var scores = Enumerable.Range(0, 60).Select(_ => evaluator.Evaluate(new(best)).Score).Distinct();

        Assert.That(scores, Is.EquivalentTo(new[] { 93.28, 93.33, 92.77 }));
    }

    [Test]
    public void A_table_holds_finite_numbers() => Assert.That(() => new TableEntry(double.NaN), Throws.ArgumentException);
}
