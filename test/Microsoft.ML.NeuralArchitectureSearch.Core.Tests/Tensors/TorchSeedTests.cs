using Microsoft.ML.NeuralArchitectureSearch.Tensors;
using NUnit.Framework;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Tensors;

public sealed class TorchSeedTests
{
    [Test]
    public void The_same_seed_gives_the_same_numbers()
    {
        var first = Draw(seed: 1);
        var second = Draw(seed: 1);

        Assert.That(second, Is.EqualTo(first));
    }

    [Test]
    public void Another_seed_gives_other_numbers() => Assert.That(Draw(seed: 2), Is.Not.EqualTo(Draw(seed: 1)));

    [Test]
    public void Afterwards_the_generator_goes_on_where_it_was()
    {
        manual_seed(9);
        using var first = rand(3);
        using var expected = rand(3);
        manual_seed(9);
        using var again = rand(3);

        Draw(seed: 1);

        using var continued = rand(3);
        Assert.That(continued.data<float>().ToArray(), Is.EqualTo(expected.data<float>().ToArray()));
    }

    private static float[] Draw(int seed)
    {
        using var seeded = new TorchSeed(seed);
        using var numbers = RunRandom.Normal([8]);
        return numbers.data<float>().ToArray();
    }
}
