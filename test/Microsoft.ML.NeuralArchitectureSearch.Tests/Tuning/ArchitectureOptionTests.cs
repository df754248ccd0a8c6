using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Tuning;
using Microsoft.ML.SearchSpace;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Tuning;

public sealed class ArchitectureOptionTests
{
    private static readonly ISequenceSpace[] Spaces = [new DagCellSpace(), new DartsCellSpace()];

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
    public void Its_default_is_a_member_of_the_space(ISequenceSpace space)
    {
        var option = new ArchitectureOption(space);

        Assert.That(space.Contains(space.FromJson(option.SampleFromFeatureSpace(option.Default).AsType<string>())), Is.True);
        Assert.That(option.Step, Has.Length.EqualTo(option.FeatureSpaceDim).And.All.Null);
    }

    [Test]
    public void Points_of_another_cube_are_refused() =>
        Assert.That(() => new ArchitectureOption(Spaces[0]).SampleFromFeatureSpace([0.5]), Throws.ArgumentException.With.Message.Contains("6 tokens"));

    // A checkpoint of AutoML keeps three decimals.
    private static double[] Rounded(double[] point) => [.. point.Select(value => Math.Round(value, 3))];
}
