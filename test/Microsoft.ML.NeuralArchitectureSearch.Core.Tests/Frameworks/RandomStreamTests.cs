using NUnit.Framework;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Frameworks;

/// <summary>The streams of torch's generators.</summary>
public sealed class RandomTests
{
    [Test]
    public void A_seed_gives_the_stream_known_from_python()
    {
        manual_seed(0);

        using var x = rand(3);

        Assert.That(x.data<float>().ToArray(), Is.EqualTo(new[] { 0.4963f, 0.7682f, 0.0885f }).Within(5e-5f));
    }

    [Test]
    public void The_same_seed_repeats_every_kind_of_draw()
    {
        var first = Draw();
        var second = Draw();

        Assert.That(second, Is.EqualTo(first));

        static double[] Draw()
        {
            using var scope = NewDisposeScope();
            manual_seed(17);
            var all = new[]
            {
                randn(3), randperm(5), randint(0, 9, [4L]), bernoulli(full(5, 0.5)), multinomial(ones(4), 2), zeros(2).uniform_(0, 1),
                zeros(2).normal_(1, 2), normal(0, 1, [2]),
            };
            return [.. all.SelectMany(x => x.to(ScalarType.Float64).data<double>().ToArray())];
        }
    }

    [Test]
    public void A_generator_of_ones_own_neither_reads_nor_moves_the_global_one()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        var expected = rand(2).data<float>().ToArray();

        manual_seed(1);
        using var own = new Generator(5);
        var first = rand(2, generator: own).data<float>().ToArray();
        var global = rand(2).data<float>().ToArray();
        own.manual_seed(5);
        var again = rand(2, generator: own).data<float>().ToArray();

        Assert.That(global, Is.EqualTo(expected));
        Assert.That(again, Is.EqualTo(first));
    }

    [Test]
    public void A_stored_state_continues_the_stream()
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        _ = rand(5);
        var state = random.get_rng_state();
        var expected = randn(4).data<float>().ToArray();

        random.set_rng_state(state);

        Assert.That(randn(4).data<float>().ToArray(), Is.EqualTo(expected));
    }
}
