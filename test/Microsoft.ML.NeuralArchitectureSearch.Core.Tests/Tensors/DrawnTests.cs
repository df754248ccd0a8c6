using Microsoft.ML.NeuralArchitectureSearch.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Reinforcement;
using Microsoft.ML.NeuralArchitectureSearch.Tensors;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;
using Microsoft.ML.Runtime;
using NUnit.Framework;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Tensors;

/// <summary>
/// Modules begin with the weights that torch draws after the same seed, to the bit, without a draw from torch's own generator.
/// </summary>
[NonParallelizable]
public sealed class DrawnTests
{
    private const int Seed = 5;

    private static TestCaseData[] Modules =>
    [
        Case(
            "convolution",
            () => Drawn.Conv2d(6, 40, 3, stride: 2, padding: 1, groups: 2),
            () => nn.Conv2d(6, 40, 3, stride: 2, padding: 1, groups: 2)),
        Case(
            "convolution of a line without a bias",
            () => Drawn.Conv2d(3, 8, (1, 7), bias: false),
            () => nn.Conv2d(3, 8, (1, 7), bias: false)),
        Case("fully connected", () => Drawn.Linear(70, 50), () => nn.Linear(70, 50)),
        Case("fully connected without a bias", () => Drawn.Linear(3, 1, hasBias: false), () => nn.Linear(3, 1, hasBias: false)),
        Case("embedding", () => Drawn.Embedding(90, 16), () => nn.Embedding(90, 16)),
        Case("embedding with padding", () => Drawn.Embedding(9, 5, 0), () => nn.Embedding(9, 5, 0)),
        Case("GRU", () => DrawnRecurrent.Gru(5, 7), () => nn.GRU(5, 7, batchFirst: true)),
        Case("LSTM", () => DrawnRecurrent.Lstm(5, 7), () => nn.LSTM(5, 7, batchFirst: true)),
        Case("LSTM cell", () => DrawnRecurrent.LstmCell(5, 7), () => nn.LSTMCell(5, 7)),
    ];

    [Test]
    public void A_run_that_waits_for_another_one_to_construct_a_recurrent_layer_says_so_in_the_log()
    {
        var ml = new MLContext(seed: 1);
        using var waits = new ManualResetEventSlim();
        ml.Log += (_, message) =>
        {
            if (message.Kind == ChannelMessageKind.Trace
                && message.RawMessage.Contains("Waits until another run", StringComparison.Ordinal))
            {
                waits.Set();
            }
        };
        var options = new ImageSearchOptions
        {
            FeatureColumnName = "Pixels",
            Space = new DagCellSpace(),
            Strategy = new ProposerStrategy(new ReinforcementProposer(), _ => new ConvolutionCount()) { Evaluations = 1 },
        };
        var search = new Thread(() => ml.MulticlassClassification.Trainers.NeuralArchitecture(options).Search(ToyImages.Keyed(ml, 12)))
        {
            IsBackground = true
        };

        using (DrawnRecurrent.Gate.EnterScope())
        {
            search.Start();
            Assert.That(waits.Wait(TimeSpan.FromMinutes(1)));
            Assert.That(search.IsAlive);
        }

        Assert.That(search.Join(TimeSpan.FromMinutes(1)), "It goes on once the other run has constructed its layer.");
    }

    [TestCaseSource(nameof(Modules))]
    public void A_run_draws_what_torch_draws(Func<nn.Module> drawn, Func<nn.Module> original)
    {
        manual_seed(Seed);
        using var expected = original();
        using var draws = new RunDraws(Seed);

        using var actual = drawn();

        AssertSame(actual, expected);
    }

    [TestCaseSource(nameof(Modules))]
    public void Outside_of_runs_torchs_own_generator_is_drawn_from(Func<nn.Module> drawn, Func<nn.Module> original)
    {
        manual_seed(Seed);
        using var expected = original();
        manual_seed(Seed);

        using var actual = drawn();

        AssertSame(actual, expected);
    }

    [TestCaseSource(nameof(Modules))]
    public void A_run_leaves_torchs_own_generator_as_it_was(Func<nn.Module> drawn, Func<nn.Module> original)
    {
        using var generator = Generator.Default;
        using var before = generator.get_state();
        using var draws = new RunDraws(Seed);

        using var module = drawn();

        using var after = generator.get_state();
        Assert.That(after.data<byte>().ToArray(), Is.EqualTo(before.data<byte>().ToArray()));
    }

    [TestCaseSource(nameof(Modules))]
    public void A_module_outlives_the_scope_that_it_was_made_in(Func<nn.Module> drawn, Func<nn.Module> original)
    {
        nn.Module module;
        using (NewDisposeScope())
        {
            module = drawn();
        }

        using (module)
        {
            Assert.That(module.state_dict().Values.Select(tensor => tensor.IsInvalid), Is.All.False);
        }
    }

    [Test]
    public void Embeddings_are_learned_and_that_of_the_padding_stays_zero()
    {
        using var scope = NewDisposeScope();
        var embedding = Drawn.Embedding(4, 3, 0);
        var parameter = embedding.parameters().Single();

        embedding.call(tensor(new long[] { 0, 2, 2 })).sum().backward();

        Assert.That(parameter.grad!.data<float>().ToArray(), Is.EqualTo(new float[] { 0, 0, 0, 0, 0, 0, 2, 2, 2, 0, 0, 0 }));
    }

    private static TestCaseData Case(string name, Func<nn.Module> drawn, Func<nn.Module> original) =>
        new TestCaseData(drawn, original).SetArgDisplayNames(name);

    private static void AssertSame(nn.Module actual, nn.Module expected)
    {
        var (own, torchs) = (actual.state_dict(), expected.state_dict());
        Assert.That(own.Keys, Is.EqualTo(torchs.Keys));
        foreach (var (name, tensor) in own)
        {
            Assert.That(tensor.data<float>().ToArray(), Is.EqualTo(torchs[name].data<float>().ToArray()), name);
        }
    }
}
