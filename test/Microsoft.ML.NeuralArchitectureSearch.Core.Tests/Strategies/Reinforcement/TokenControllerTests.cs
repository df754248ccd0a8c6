using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Reinforcement;
using NUnit.Framework;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Strategies.Reinforcement;

public sealed class TokenControllerTests
{
    private static readonly DagCellSpace Small = new() { Nodes = 3, Operations = ["none", "skip_connect", "nor_conv_3x3"] };
    private static readonly ControllerOptions Options = new() { Units = 8, InitialRange = 1 };

    [Test]
    public void Every_sequence_that_it_writes_is_valid()
    {
        var space = new DartsCellSpace();
        using var controller = new TokenController(space, Options, seed: 1);

        var samples = controller.Sample(50, new Random(2));

        Assert.That(() => samples.Select(sample => space.Decode(sample.Tokens.AsSpan())).ToArray(), Throws.Nothing);
        Assert.That(samples.Select(sample => string.Join(' ', sample.Tokens)).Distinct().Count(), Is.GreaterThan(40));
    }

    [Test]
    public void Its_probabilities_of_all_sequences_add_up_to_one()
    {
        using var scope = NewDisposeScope();
        using var controller = new TokenController(Small, Options, seed: 1);
        var all =
            from first in Enumerable.Range(0, 3)
            from second in Enumerable.Range(0, 3)
            from third in Enumerable.Range(0, 3)
            select ImmutableArray.Create(first, second, third);

        var (logProbabilities, _) = controller.Evaluate([.. all]);

        Assert.That(logProbabilities.shape, Is.EqualTo(new long[] { 27, 3 }));
        Assert.That(logProbabilities.sum(1).exp().sum().item<float>(), Is.EqualTo(1).Within(1e-5));
    }

    [Test]
    public void What_it_wrote_is_as_probable_as_it_said()
    {
        using var scope = NewDisposeScope();
        using var controller = new TokenController(new DartsCellSpace(), Options, seed: 1);
        var samples = controller.Sample(10, new Random(2));

        var (logProbabilities, _) = controller.Evaluate([.. samples.Select(sample => sample.Tokens)]);

        Assert.That(
            logProbabilities.data<float>().ToArray(),
            Is.EqualTo(samples.SelectMany(sample => sample.LogProbabilities)).Within(1e-5));
    }

    [Test]
    public void It_writes_sequences_as_often_as_they_are_probable()
    {
        using var scope = NewDisposeScope();
        using var controller = new TokenController(Small, Options, seed: 1);
        var written = controller.Sample(4000, new Random(2)).CountBy(sample => string.Join(',', sample.Tokens)).MaxBy(pair => pair.Value);

        var (logProbabilities, _) = controller.Evaluate([[.. written.Key.Split(',').Select(int.Parse)]]);

        Assert.That(written.Value / 4000.0, Is.EqualTo(Math.Exp(logProbabilities.sum().item<float>())).Within(0.02));
    }

    [Test]
    public void A_choice_of_one_token_has_no_entropy_and_a_free_one_at_most_the_logarithm_of_its_number()
    {
        using var scope = NewDisposeScope();
        var space = new DartsCellSpace { Nodes = 1, Operations = ["skip_connect", "sep_conv_3x3"] };
        using var controller = new TokenController(space, new() { InitialRange = 1e-6 }, seed: 1);

        var (_, entropies) = controller.Evaluate([[0, 2, 1, 3, 0, 2, 1, 3]]);

        // Two sources, two operations, the source that is left, two operations; in each of two cells.
        float[] cell = [MathF.Log(2), MathF.Log(2), 0, MathF.Log(2)];
        Assert.That(entropies.data<float>().ToArray(), Is.EqualTo(cell.Concat(cell)).Within(1e-5));
    }

    [Test]
    public void Temperature_and_a_limit_of_the_logits_keep_choices_even()
    {
        Assert.That(Entropy(Options with { Temperature = 5 }), Is.GreaterThan(Entropy(Options)));
        Assert.That(Entropy(Options with { LogitLimit = 0.1 }), Is.GreaterThan(Entropy(Options)));
    }

    [Test]
    public void The_same_seed_makes_the_same_controller_and_leaves_the_generator_of_torch_as_it_was()
    {
        manual_seed(17);
        using var undisturbed = rand(4);
        manual_seed(17);

        using var first = new TokenController(Small, Options, seed: 1);
        using var second = new TokenController(Small, Options, seed: 1);
        var samples = first.Sample(5, new Random(2));

        using var afterwards = rand(4);
        Assert.That(second.Sample(5, new Random(2)), Is.EqualTo(samples));
        Assert.That(afterwards.data<float>().ToArray(), Is.EqualTo(undisturbed.data<float>().ToArray()));
    }

    [Test]
    public void Sequences_of_another_length_are_refused()
    {
        using var controller = new TokenController(Small, Options, seed: 1);

        Assert.That(() => controller.Evaluate([]), Throws.ArgumentException);
        Assert.That(() => controller.Evaluate([[0, 1]]), Throws.ArgumentException.With.Message.Contains("3 tokens"));
        Assert.That(() => controller.Evaluate([[0, 1, 3]]), Throws.ArgumentException.With.Message.Contains("position 2"));
        Assert.That(() => controller.Sample(0, new Random(1)), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    private static float Entropy(ControllerOptions options)
    {
        using var scope = NewDisposeScope();
        using var controller = new TokenController(Small, options, seed: 1);
        return controller.Evaluate([[0, 1, 2]]).Entropies.sum().item<float>();
    }
}
