using Microsoft.ML.Data;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Frameworks.Data;

[TestFixture]
internal sealed class SplitTests
{
    private static readonly List<Row> Rows = [.. Enumerable.Range(0, 200).Select(i => new Row { Number = i, Group = $"group {i % 20}" })];

    [Test]
    public void A_split_keeps_every_row_once()
    {
        var ml = new MLContext(1);
        var split = ml.Data.TrainTestSplit(ml.Data.LoadFromEnumerable(Rows), testFraction: 0.3);
        var train = split.TrainSet.GetColumn<int>("Number").ToArray();
        var test = split.TestSet.GetColumn<int>("Number").ToArray();

        Assert.That(train.Concat(test), Is.EquivalentTo(Rows.Select(r => r.Number)));
        Assert.That(test, Has.Length.InRange(30, 90));
        Assert.That(split.TestSet.Schema.Select(c => c.Name), Is.EquivalentTo(new[] { "Number", "Group" }));
    }

    [Test]
    public void A_split_is_the_same_each_time_even_without_a_seed()
    {
        static int[] Test(MLContext ml) => [.. ml.Data.TrainTestSplit(ml.Data.LoadFromEnumerable(Rows)).TestSet.GetColumn<int>("Number")];

        var unseeded = Test(new MLContext());
        var seeded = Test(new MLContext(5));

        Assert.That(Test(new MLContext()), Is.EqualTo(unseeded));
        Assert.That(Test(new MLContext(5)), Is.EqualTo(seeded));
        Assert.That(Test(new MLContext(6)), Is.Not.EqualTo(seeded));
    }

    [Test]
    public void Rows_of_one_sampling_key_stay_together()
    {
        var ml = new MLContext(1);

        var split = ml.Data.TrainTestSplit(ml.Data.LoadFromEnumerable(Rows), 0.3, samplingKeyColumnName: "Group");

        Assert.That(split.TrainSet.GetColumn<string>("Group").Intersect(split.TestSet.GetColumn<string>("Group")), Is.Empty);
    }

    [Test]
    public void The_test_sets_of_the_folds_cover_the_data_once()
    {
        var ml = new MLContext(1);

        var folds = ml.Data.CrossValidationSplit(ml.Data.LoadFromEnumerable(Rows), numberOfFolds: 4);

        Assert.That(folds, Has.Count.EqualTo(4));
        Assert.That(folds.SelectMany(f => f.TestSet.GetColumn<int>("Number")), Is.EquivalentTo(Rows.Select(r => r.Number)));
        Assert.That(folds.Select(f => f.TestSet.GetColumn<int>("Number").Intersect(f.TrainSet.GetColumn<int>("Number"))), Is.All.Empty);
    }

    [Test]
    public void Rows_can_be_taken_skipped_shuffled_and_cached()
    {
        var ml = new MLContext(1);
        var view = ml.Data.LoadFromEnumerable(Rows);
        var middle = ml.Data.TakeRows(ml.Data.SkipRows(view, 10), 5);
        var shuffled = ml.Data.ShuffleRows(view, seed: 3).GetColumn<int>("Number").ToArray();

        Assert.That(middle.GetColumn<int>("Number"), Is.EqualTo(new[] { 10, 11, 12, 13, 14 }));
        Assert.That(shuffled, Is.EquivalentTo(Rows.Select(r => r.Number)));
        Assert.That(shuffled, Is.Not.Ordered);
        Assert.That(ml.Data.ShuffleRows(view, seed: 3).GetColumn<int>("Number"), Is.EqualTo(shuffled));
        Assert.That(ml.Data.Cache(middle).GetColumn<int>("Number"), Is.EqualTo(new[] { 10, 11, 12, 13, 14 }));
        Assert.That(ml.Data.Cache(middle).CanShuffle, Is.True);
    }

    [Test]
    public void A_filter_includes_its_lower_bound_and_excludes_its_upper_bound()
    {
        var ml = new MLContext(1);
        var view = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 10).Select(i => new Score { Value = i }));

        var filtered = ml.Data.FilterRowsByColumn(view, "Value", lowerBound: 3, upperBound: 6);

        Assert.That(filtered.GetColumn<float>("Value"), Is.EqualTo(new[] { 3f, 4, 5 }));
    }

    private sealed class Row
    {
        public int Number { get; set; }

        public string Group { get; set; } = "";
    }

    private sealed class Score
    {
        public float Value { get; set; }
    }
}
