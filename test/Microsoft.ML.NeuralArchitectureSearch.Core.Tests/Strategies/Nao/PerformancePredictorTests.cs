using Microsoft.ML.NeuralArchitectureSearch.Strategies.Nao;
using NUnit.Framework;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Strategies.Nao;

[NonParallelizable] // Torch's seed is that of the process.
public sealed class PerformancePredictorTests
{
    [Test]
    public void The_predictor_of_the_paper_does_not_know_which_state_stands_where() =>
        Assert.That(ChangeByOrder(NaoModelOptions.Paper), Is.LessThan(1e-6));

    [Test]
    public void By_default_it_knows_which_state_stands_where() =>
        Assert.That(ChangeByOrder(new NaoModelOptions()), Is.GreaterThan(1e-3));

    [Test]
    public void Tokens_are_only_added_to_states_of_their_size() =>
        Assert.That(
            () => new ArchitectureEncoder(5, new NaoModelOptions { HiddenSize = 48 }),
            Throws.ArgumentException.With.Message.Contains("EmbeddingSize is 32, HiddenSize 48"));

    [Test]
    public void Sequences_have_tokens() =>
        Assert.That(
            () => new PerformancePredictor(0),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("sequenceLength"));

    private static double ChangeByOrder(NaoModelOptions options)
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        using var predictor = new PerformancePredictor(sequenceLength: 4, options);
        var states = randn(3, 4, options.HiddenSize);
        return (predictor.call(states) - predictor.call(states.flip(1))).abs().max().item<float>();
    }
}
