using Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Training.Checkpoints;

public sealed class ReplayableRandomTests
{
    [TestCase(0)]
    [TestCase(7)]
    [TestCase(int.MinValue)]
    public void It_draws_what_random_draws(int seed) =>
        Assert.That(Draw(new ReplayableRandom(seed), 200), Is.EqualTo(Draw(new Random(seed), 200)));

    [Test]
    public void Advanced_by_the_count_it_goes_on_as_the_other_one()
    {
        var random = new ReplayableRandom(5);
        Draw(random, 321);

        var other = new ReplayableRandom(5);
        other.Advance(random.Draws);

        Assert.That(Draw(other, 50), Is.EqualTo(Draw(random, 50)));
        Assert.That(other.Draws, Is.EqualTo(random.Draws));
    }

    [Test]
    public void It_does_not_go_back()
    {
        var random = new ReplayableRandom(5);
        random.Next();

        Assert.That(() => random.Advance(0), Throws.InstanceOf<FormatException>());
        Assert.That(() => random.NextInt64(), Throws.InstanceOf<NotSupportedException>());
    }

    // All kinds of draws that the library makes, mixed.
    private static List<double> Draw(Random random, int count)
    {
        var draws = new List<double>();
        for (var index = 0; index < count; index++)
        {
            switch (index % 7)
            {
                case 0: draws.Add(random.Next()); break;
                case 1: draws.Add(random.Next(100)); break;
                case 2: draws.Add(random.Next(-5, 5)); break;
                case 3: draws.Add(random.NextDouble()); break;
                case 4: draws.Add(random.NextSingle()); break;
                case 5:
                    long[] order = [.. Enumerable.Range(0, 20)];
                    random.Shuffle(order);
                    draws.AddRange(order.Select(place => (double)place));
                    break;
                default:
                    var bytes = new byte[3];
                    random.NextBytes(bytes);
                    draws.AddRange(bytes.Select(value => (double)value));
                    break;
            }
        }

        return draws;
    }
}
