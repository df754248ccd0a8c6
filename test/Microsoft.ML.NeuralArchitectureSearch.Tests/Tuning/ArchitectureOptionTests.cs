using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.Tuning;
using Microsoft.ML.SearchSpace;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Tuning;

public sealed class ArchitectureOptionTests
{
    private static readonly ISequenceSpace[] Spaces = [new DagCellSpace(), new DartsCellSpace(), new NasNetCellSpace()];

    [TestCaseSource(nameof(Spaces))]
    public void An_architecture_lies_at_a_point_that_is_read_back_as_the_same(ISequenceSpace space)
    {
        var option = new ArchitectureOption(space);
        var random = new Random(1);
        for (var draw = 0; draw < 50; draw++)
        {
            var architecture = space.Sample(random);

            var point = option.MappingToFeatureSpace(Parameter.FromString(architecture.ToJson()));

            Assert.That(point, Has.Length.EqualTo(option.FeatureSpaceDim).And.All.InRange(0, 1));
            Assert.That(space.FromJson(option.SampleFromFeatureSpace(Rounded(point)).AsType<string>()), Is.EqualTo(architecture));
        }
    }

    [TestCaseSource(nameof(Spaces))]
    public void Every_point_is_a_member_of_the_space(ISequenceSpace space)
    {
        var option = new ArchitectureOption(space);
        var random = new Random(2);
        for (var draw = 0; draw < 50; draw++)
        {
            var point = Enumerable.Range(0, option.FeatureSpaceDim).Select(_ => (2 * random.NextDouble()) - 0.5).ToArray();

            Assert.That(space.Contains(space.FromJson(option.SampleFromFeatureSpace(point).AsType<string>())), Is.True);
        }
    }

    [TestCaseSource(nameof(Spaces))]
    public void Its_default_is_no_extreme_and_always_the_same(ISequenceSpace space)
    {
        var option = new ArchitectureOption(space);
        var architecture = space.FromJson(option.SampleFromFeatureSpace(option.Default!).AsType<string>());

        var smaller = Enumerable.Range(0, 40)
            .Count(seed => Parameters(space, space.Sample(new Random(seed))) < Parameters(space, architecture));

        Assert.That(smaller, Is.InRange(20, 39));
        Assert.That(new ArchitectureOption(space).Default, Is.EqualTo(option.Default));
    }

    [TestCaseSource(nameof(Spaces))]
    public void Its_default_is_a_network_that_learns(ISequenceSpace space)
    {
        var ml = new MLContext(seed: 1);
        var option = new ArchitectureOption(space);
        var architecture = space.FromJson(option.SampleFromFeatureSpace(option.Default!).AsType<string>());
        var images = ToyImages.Keyed(ml, 120);

        using var model = ml.MulticlassClassification.Trainers.ArchitectureNetwork(space, architecture, new()
        {
            FeatureColumnName = "Pixels",
            Network = new() { Channels = 4, Cells = 3 },
            Training = new() { Epochs = 8, BatchSize = 16, DropPathProbability = 0 },
        }).Fit(images);

        Assert.That(ml.MulticlassClassification.Evaluate(model.Transform(images)).MicroAccuracy, Is.GreaterThan(0.8));
    }

    [Test]
    public void A_space_whose_networks_read_no_images_has_a_default_too() =>
        Assert.That(new ArchitectureOption(new TextCellSpace()).Default, Is.Not.Null);

    [TestCaseSource(nameof(Spaces))]
    public void A_step_of_any_length_changes_some_symbols(ISequenceSpace space)
    {
        var option = new ArchitectureOption(space);
        var random = new Random(3);
        var changes = new List<int>();
        for (var draw = 0; draw < 50; draw++)
        {
            var point = option.MappingToFeatureSpace(Parameter.FromString(space.Sample(random).ToJson()));
            var (before, after) = (SymbolsAt(option, point, space), SymbolsAt(
                option,
                [.. point.Select(value => value + (1e-4 * Normal(random)))],
                space));
            changes.Add(before.Zip(after).Count(pair => pair.First != pair.Second));
        }

        Assert.That(changes, Is.All.Positive);
        Assert.That(changes.Average(), Is.LessThan(space.SequenceLength / 2));
    }

    [TestCase(0, TestName = "A_grid_visits_every_architecture_once")]
    [TestCase(1, TestName = "A_grid_that_AutoML_shifts_by_one_dimension_visits_every_architecture_once")]
    public void A_grid_visits_every_architecture_once(int shift)
    {
        var option = new ArchitectureOption(new DagCellSpace { Nodes = 3 });
        int[] steps = [.. Enumerable.Repeat(1, shift), .. option.Step.Select(step => step!.Value)];
        var count = steps.Aggregate(1, (product, step) => product * step);

        var visited = Enumerable.Range(0, count)
            .Select(number => option.SampleFromFeatureSpace(PointOf(number, steps)[..option.FeatureSpaceDim]).AsType<string>());

        Assert.That((count, visited.Distinct().Count()), Is.EqualTo((125, 125)));
    }

    [Test]
    public void Points_of_another_cube_are_refused() =>
        Assert.That(
            () => new ArchitectureOption(Spaces[0]).SampleFromFeatureSpace([0.5]),
            Throws.ArgumentException.With.Message.Contains("7 dimensions"));

    private static long Parameters(ISequenceSpace space, Architecture architecture) =>
        ((INetworkSpace)space).Describe(architecture, new NetworkSize(new MapShape(3, 32, 32), 10)).ParameterCount;

    private static ImmutableArray<int> SymbolsAt(ArchitectureOption option, double[] point, ISequenceSpace space) =>
        space.Encode(space.FromJson(option.SampleFromFeatureSpace(point).AsType<string>()));

    private static double Normal(Random random) => Enumerable.Range(0, 12).Sum(_ => random.NextDouble()) - 6;

    // The last dimension is the fastest.
    private static double[] PointOf(int number, int[] steps)
    {
        var point = new double[steps.Length];
        for (var dimension = steps.Length - 1; dimension >= 0; number /= steps[dimension--])
        {
            point[dimension] = number % steps[dimension] / (double)steps[dimension];
        }

        return point;
    }

    // A checkpoint of AutoML keeps three decimals.
    private static double[] Rounded(double[] point) => [.. point.Select(value => Math.Round(value, 3))];
}
