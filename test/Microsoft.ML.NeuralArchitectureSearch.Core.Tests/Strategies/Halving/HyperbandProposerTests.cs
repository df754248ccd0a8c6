using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Halving;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Strategies.Halving;

public sealed class HyperbandProposerTests : ProposerContract
{
    protected override IProposer Create() => new HyperbandProposer(new RandomProposer(), new() { MostEpochs = 9 });

    // 9, 3, 1 candidates; 5, 1; 3: the paper's table for R = 9 and η = 3.
    [Test]
    public void Brackets_go_from_many_short_trainings_to_few_long_ones()
    {
        var bySizes = Search(seed: 1, evaluations: 22)
            .GroupBy(evaluated => (evaluated.Candidate.Generation, evaluated.Candidate.Epochs))
            .Select(rung => (rung.Key.Generation, rung.Key.Epochs, rung.Count()));

        Assert.That(bySizes, Is.EqualTo(new (int, int?, int)[] { (0, 1, 9), (0, 3, 3), (0, 9, 1), (1, 3, 5), (1, 9, 1), (2, 9, 3) }));
    }

    [Test]
    public void The_brackets_begin_anew() =>
        Assert.That(
            Search(seed: 1, evaluations: 23)[^1].Candidate,
            Has.Property("Generation").EqualTo(3).And.Property("Epochs").EqualTo(1));

    [Test]
    public void Its_options_are_checked()
    {
        Assert.That(() => new HyperbandOptions { LeastEpochs = 0 }, Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => new HyperbandProposer(new RandomProposer(), new() { LeastEpochs = 100 }), Throws.ArgumentException);
        Assert.That(() => new HyperbandProposer(null!), Throws.ArgumentNullException);
    }
}
