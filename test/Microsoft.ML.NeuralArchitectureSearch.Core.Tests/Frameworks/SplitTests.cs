using Microsoft.ML.Data;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Frameworks;

/// <summary>Which rows a split takes.</summary>
public sealed class SplitTests
{
    private static readonly List<Row> Rows = [.. Enumerable.Range(0, 200).Select(i => new Row { Number = i, Group = $"group {i % 20}" })];

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

    private sealed class Row
    {
        public int Number { get; set; }

        public string Group { get; set; } = "";
    }
}
