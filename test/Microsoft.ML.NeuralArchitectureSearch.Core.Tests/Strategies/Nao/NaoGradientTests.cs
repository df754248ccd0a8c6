using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Nao;
using NUnit.Framework;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Strategies.Nao;

/// <summary>Encoder, predictor and decoder against their equations, and their gradients against finite differences, in float64.</summary>
public sealed class NaoGradientTests
{
    private const double Step = 1e-6;

    private static readonly DartsCellSpace Space = new() { Nodes = 1 };
    private static readonly NaoModelOptions Small = new() { EmbeddingSize = 4, HiddenSize = 4, PredictorSize = 5, PredictorWeight = 0.6 };

    [Test]
    public void Embeddings_have_length_one()
    {
        using var scope = NewDisposeScope();
        using var model = new NaoModel(Space, Small, seed: 1);

        var lengths = model.Encoder.call(Sequences().Tokens).norm(2);

        Assert.That(Numbers(lengths), Is.All.EqualTo(1).Within(1e-6));
    }

    [Test]
    public void The_gradient_uphill_is_that_of_finite_differences()
    {
        using var scope = NewDisposeScope();
        using var model = new NaoModel(Space, Small, seed: 1);
        model.Predictor.to(ScalarType.Float64);
        var states = model.Encoder.call(Sequences().Tokens).to(ScalarType.Float64).contiguous().detach().requires_grad_(true);

        var gradient = autograd.grad([model.Predictor.call(states).sum()], [states])[0];

        Assert.That(Numbers(gradient), Is.EqualTo(Slopes(states, () => model.Predictor.call(states).sum())).Within(1e-7));
    }

    [Test]
    public void The_gradients_of_the_joint_loss_are_those_of_finite_differences()
    {
        using var scope = NewDisposeScope();
        using var model = new NaoModel(Space, Small, seed: 1);
        model.Encoder.to(ScalarType.Float64);
        model.Predictor.to(ScalarType.Float64);
        model.Decoder.to(ScalarType.Float64);
        using var sequences = Sequences();
        using var training = new NaoTraining(model, Small, new Random(1));
        var targets = tensor([0.1, 0.7, 0.4]);
        Parameter[] weights = [.. model.Encoder.parameters(), .. model.Predictor.parameters(), .. model.Decoder.parameters()];
        Tensor Loss() => training.Loss(sequences.Tokens, sequences.Forbidden, targets);

        var gradients = autograd.grad([Loss()], [.. weights]);

        Assert.That(weights, Has.Length.GreaterThan(10));
        for (var index = 0; index < weights.Length; index++)
        {
            Assert.That(Numbers(gradients[index]), Is.EqualTo(Slopes(weights[index], Loss)).Within(1e-7), $"weights {index}");
        }
    }

    [Test]
    public void The_joint_loss_weighs_the_squared_error_and_the_cross_entropy_of_what_is_allowed()
    {
        using var scope = NewDisposeScope();
        using var model = new NaoModel(Space, Small, seed: 1);
        using var sequences = Sequences();
        using var training = new NaoTraining(model, Small, new Random(1));
        double[] targets = [0.1, 0.7, 0.4];
        var states = model.Encoder.call(sequences.Tokens);
        var predictions = Numbers(model.Predictor.call(states));
        var logits = Numbers(model.Decoder.call(states, sequences.Tokens));

        var squared = predictions.Zip(targets, (predicted, target) => (predicted - target) * (predicted - target)).Average();
        var entropy = CrossEntropy(logits);
        var loss = training.Loss(sequences.Tokens, sequences.Forbidden, tensor(targets).to(ScalarType.Float32));

        Assert.That(Numbers(loss.reshape(1))[0], Is.EqualTo((0.6 * squared) + (0.4 * entropy)).Within(1e-5));
    }

    [Test]
    public void The_decoder_reads_the_true_tokens_before_a_place_and_none_behind_it()
    {
        using var scope = NewDisposeScope();
        using var model = new NaoModel(Space, Small, seed: 1);
        var tokens = Sequences().Tokens;
        var states = model.Encoder.call(tokens);
        var changed = tokens.clone();
        changed[.., 4] = (changed[.., 4] + 1) % 2;

        var (before, after) = (model.Decoder.call(states, tokens), model.Decoder.call(states, changed));

        Assert.That(Numbers(after.narrow(1, 0, 5)), Is.EqualTo(Numbers(before.narrow(1, 0, 5))));
        Assert.That(Numbers(after.narrow(1, 5, 3)), Is.Not.EqualTo(Numbers(before.narrow(1, 5, 3))));
    }

    private static ImmutableArray<ImmutableArray<int>> Drawn()
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, 3).Select(_ => Space.Encode(Space.Sample(random)))];
    }

    private static TokenSequences Sequences() => new(Space, Drawn());

    private static double CrossEntropy(double[] logits)
    {
        var (sum, place) = (0.0, 0);
        foreach (var sequence in Drawn())
        {
            for (var index = 0; index < sequence.Length; index++, place++)
            {
                double At(int token) => logits[(place * Space.VocabularySize) + token];
                sum += Math.Log(Space.Allowed(sequence.AsSpan()[..index]).Sum(token => Math.Exp(At(token)))) - At(sequence[index]);
            }
        }

        return sum / place;
    }

    private static double[] Slopes(Tensor values, Func<Tensor> function)
    {
        using var noGradient = no_grad();
        var flat = values.view(-1);
        var slopes = new double[flat.numel()];
        for (var index = 0; index < slopes.Length; index++)
        {
            using var scope = NewDisposeScope();
            var middle = flat[index].item<double>();
            double At(double value)
            {
                flat[index] = value;
                return function().item<double>();
            }

            slopes[index] = (At(middle + Step) - At(middle - Step)) / (2 * Step);
            flat[index] = middle;
        }

        return slopes;
    }

    private static double[] Numbers(Tensor values)
    {
        using var accessor = values.detach().to(ScalarType.Float64).contiguous().data<double>();
        return accessor.ToArray();
    }
}
