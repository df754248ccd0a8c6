using Microsoft.ML.NeuralArchitectureSearch.Strategies.Surrogates;
using NUnit.Framework;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Strategies.Surrogates;

public sealed class PerceptronEnsembleTests
{
    [Test]
    public void Every_member_learns_what_is_linear_in_the_features()
    {
        using var scope = NewDisposeScope();
        var (inputs, targets) = Problem(new Random(1), 200);
        using var ensemble = new PerceptronEnsemble(5, 0, new() { Steps = 600 }, new Random(2));

        ensemble.Fit(inputs, targets, new Random(3));

        var (unseen, expected) = Problem(new Random(4), 100);
        var errors = (ensemble.Predict(unseen) - expected).square().mean([1]).data<float>().ToArray();
        Assert.That(errors, Has.Length.EqualTo(5).And.All.LessThan(0.02 * expected.var().item<float>()));
    }

    [Test]
    public void Members_differ_more_where_nothing_was_seen()
    {
        using var scope = NewDisposeScope();
        var (inputs, targets) = Problem(new Random(1), 50);
        using var ensemble = new PerceptronEnsemble(5, 0, new(), new Random(2));
        ensemble.Fit(inputs, targets, new Random(3));

        var near = ensemble.Predict(inputs).std(0).mean().item<float>();
        var far = ensemble.Predict(inputs * 10).std(0).mean().item<float>();

        Assert.That(far, Is.GreaterThan(3 * near));
    }

    [Test]
    public void Features_that_begin_without_weight_say_nothing_before_they_were_seen()
    {
        using var scope = NewDisposeScope();
        using var ensemble = new PerceptronEnsemble(5, 2, new(), new Random(2));
        var inputs = zeros(3, 5);
        inputs.narrow(1, 0, 2).add_(rand(3, 2));

        Assert.That(ensemble.Predict(inputs).data<float>().ToArray(), Is.All.Zero);
        Assert.That(ensemble.Predict(ones(1, 5)).data<float>().ToArray(), Is.All.Not.Zero);
    }

    [Test]
    public void The_same_seed_gives_the_same_predictions()
    {
        using var scope = NewDisposeScope();
        var (inputs, targets) = Problem(new Random(1), 40);

        float[] Predictions(int seed)
        {
            var random = new Random(seed);
            using var ensemble = new PerceptronEnsemble(5, 0, new() { Steps = 30 }, random);
            ensemble.Fit(inputs, targets, random);
            return [.. ensemble.Predict(inputs).data<float>()];
        }

        var first = Predictions(7);
        var second = Predictions(7);

        Assert.That(second, Is.EqualTo(first));
        Assert.That(Predictions(8), Is.Not.EqualTo(first));
    }

    private static (Tensor Inputs, Tensor Targets) Problem(Random random, int count)
    {
        var inputs = tensor(Enumerable.Range(0, count * 5).Select(_ => (2 * random.NextSingle()) - 1).ToArray()).view(count, 5);
        return (inputs, inputs.matmul(tensor(new[] { 1f, -2f, 0.5f, 0f, 1.5f })));
    }
}
