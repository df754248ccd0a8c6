using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Evaluation;

public sealed class ObjectivesTests
{
    [Test]
    public void At_least_one_cost_stands_beside_the_score()
    {
        Assert.That(() => new Objectives([]), Throws.ArgumentException.With.Property("ParamName").EqualTo("costs"));
        Assert.That(() => new Objectives("a", "a"), Throws.ArgumentException.With.Message.Contains("found [a, a]"));
    }

    [Test]
    public void A_limit_is_a_number() =>
        Assert.That(
            () => new Objectives("a") { Limits = ImmutableSortedDictionary<string, double>.Empty.Add("b", double.NaN) },
            Throws.ArgumentException.With.Message.Contains("'b' is NaN"));

    [Test]
    public void A_limit_may_be_on_a_cost_that_is_no_objective()
    {
        var objectives = new Objectives("a") { Limits = ImmutableSortedDictionary<string, double>.Empty.Add("b", 2) };
        var result = new EvaluationResult(1) { Costs = ImmutableSortedDictionary<string, double>.Empty.Add("a", 9).Add("b", 3) };

        Assert.That(objectives.AreMetBy(result), Is.False);
        Assert.That(objectives.AreMetBy(result with { Costs = result.Costs.SetItem("b", 2) }), Is.True);
    }

    [Test]
    public void They_compare_by_value() =>
        Assert.That(
            new Objectives("a", "b") { Limits = ImmutableSortedDictionary<string, double>.Empty.Add("b", 2) },
            Is.EqualTo(new Objectives("a", "b") { Limits = ImmutableSortedDictionary<string, double>.Empty.Add("b", 2) }));
}
