using System.Text.Json;
using Microsoft.ML.SearchSpace;
using Microsoft.ML.SearchSpace.Option;
using NUnit.Framework;
using Space = Microsoft.ML.SearchSpace.SearchSpace;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Frameworks.AutoML;

public sealed class SearchSpaceTests
{
    [Test]
    public void Dimensions_are_sorted_by_key()
    {
        var space = new Space { { "b", new UniformDoubleOption(0, 10) }, { "a", new UniformDoubleOption(100, 200) } };

        var sample = space.SampleFromFeatureSpace([0.5, 0.2]);

        Assert.That(sample["a"].AsType<double>(), Is.EqualTo(150).Within(1e-9));
        Assert.That(sample["b"].AsType<double>(), Is.EqualTo(2).Within(1e-9));
    }

    [Test]
    public void Whole_numbers_round_down_and_reach_their_maximum_at_one_only()
    {
        var option = new UniformIntOption(0, 3);

        var values = new[] { 0, 0.5, 0.999, 1 }.Select(f => option.SampleFromFeatureSpace([f]).AsType<int>());

        Assert.That(values, Is.EqualTo(new[] { 0, 1, 2, 3 }));
    }

    [Test]
    public void A_logarithmic_range_has_its_geometric_mean_in_the_middle()
    {
        var option = new UniformDoubleOption(0.001, 10, logBase: true);

        Assert.That(option.SampleFromFeatureSpace([0.5]).AsType<double>(), Is.EqualTo(0.1).Within(1e-9));
        Assert.That(option.MappingToFeatureSpace(Parameter.FromDouble(0.1)).Single(), Is.EqualTo(0.5).Within(1e-9));
    }

    [Test]
    public void A_choice_divides_the_unit_interval_evenly()
    {
        var option = new ChoiceOption("a", "b", "c");

        var values = new[] { 0, 0.3, 0.4, 0.7, 1 }.Select(f => option.SampleFromFeatureSpace([f]).AsType<string>());

        Assert.That(values, Is.EqualTo(new[] { "a", "a", "b", "c", "c" }));
    }

    [Test]
    public void A_single_choice_has_no_dimension()
    {
        var option = new ChoiceOption("only");

        Assert.That(option.FeatureSpaceDim, Is.Zero);
        Assert.That(option.SampleFromFeatureSpace([]).AsType<string>(), Is.EqualTo("only"));
    }

    [Test]
    public void Mapping_and_sampling_are_inverse()
    {
        var space = new Space
        {
            { "count", new UniformIntOption(0, 10) },
            { "kind", new ChoiceOption("a", "b", "c", "d") },
            { "nested", new Space { { "rate", new UniformSingleOption(0, 1) } } },
        };
        var sample = space.SampleFromFeatureSpace([0.55, 0.5, 0.25]);

        var again = space.SampleFromFeatureSpace(space.MappingToFeatureSpace(sample));

        Assert.That(sample["nested"]["rate"].AsType<float>(), Is.EqualTo(0.25f));
        Assert.That(sample.Equals(again), $"{sample} became {again}");
    }

    [Test]
    public void The_default_of_an_option_is_its_initial_value_or_its_minimum()
    {
        var space = new Space
        {
            { "depth", new UniformIntOption(2, 10) },
            { "kind", new ChoiceOption("a", "b", "c") },
            { "rate", new UniformSingleOption(0, 1, false, 0.25f) },
        };

        var option = space.SampleFromFeatureSpace(space.Default!);

        Assert.That(
            (option["depth"].AsType<int>(), option["kind"].AsType<string>(), option["rate"].AsType<float>()),
            Is.EqualTo((2, "a", 0.25f)));
    }

    [Test]
    public void A_single_choice_has_a_step_for_the_grid_although_it_has_no_dimension() =>
        Assert.That(
            new Space { { "a", new ChoiceOption("only") }, { "b", new ChoiceOption("x", "y") } }.Step,
            Is.EqualTo(new int?[] { 1, 2 }));

    [Test]
    public void A_space_is_written_as_nothing_and_options_of_others_are_refused()
    {
        Assert.That(JsonSerializer.Serialize(new Space { { "x", new UniformDoubleOption(0, 1) } }), Is.Empty);
        Assert.That(() => JsonSerializer.Serialize(new Space { { "x", new Constant() } }), Throws.ArgumentException);
    }

    private sealed class Constant : OptionBase
    {
        public override int FeatureSpaceDim => 0;

        public override int?[] Step => [];

        public override double[] MappingToFeatureSpace(Parameter value) => [];

        public override Parameter SampleFromFeatureSpace(double[] values) => Parameter.FromInt(1);
    }
}
