using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Batching.Text;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks.Text;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using NUnit.Framework;
using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Networks;

public sealed class RecurrentCellKernelsTests
{
    private const int Words = 30;
    private const int Length = 9;
    private const double Error = 1e-5;

    private IDisposable _scope = null!;

    [SetUp]
    public void Begin() => _scope = NewDisposeScope();

    [TearDown]
    public void End() => _scope.Dispose();

    private static RecurrentGenotype[] Cells =>
        [PublishedRecurrentGenotypes.DartsV2, PublishedRecurrentGenotypes.Enas, PublishedRecurrentGenotypes.Nao];

    [Test]
    public void A_classifier_of_padded_texts_equals_that_of_torch(
        [ValueSource(nameof(Cells))] RecurrentGenotype genotype,
        [Values] bool isTraining)
    {
        using var network = Network(genotype);
        network.train(isTraining);
        var texts = Padded(Length, 3, 1, 6, 3);
        var expected = Read(network, texts);
        using var kernels = RecurrentCellKernels.TryUse(network, threads: 2);

        var actual = Read(network, texts);

        Assert.That(kernels, Is.Not.Null);
        Assert.That(Difference(actual.Logits, expected.Logits), Is.LessThan(Error));
        foreach (var ((name, _), gradient, torchs) in network.named_parameters().Zip(actual.Gradients, expected.Gradients))
        {
            Assert.That(Difference(gradient, torchs), Is.LessThan(Error * Math.Max(1, torchs.abs().max().item<float>())), name);
        }

        Assert.That(
            actual.Gradients.Zip(expected.Gradients).Max(pair => Difference(pair.First, pair.Second)),
            Is.Positive,
            "Zero would be torch itself.");
    }

    [Test]
    public void What_stands_behind_the_end_of_a_text_changes_nothing()
    {
        using var network = Network(PublishedRecurrentGenotypes.DartsV2);
        network.eval();
        using var kernels = RecurrentCellKernels.TryUse(network, threads: 1);
        using var noGradient = no_grad();
        var text = Padded(4);

        var alone = network.call(text.narrow(3, 0, 4));
        var besideALongerOne = network.call(cat([text, Padded(Length)], 0));

        Assert.That(Difference(alone[0], besideALongerOne[0]), Is.LessThan(Error));
    }

    [TestCase(null, true)]
    [TestCase(1, true)]
    [TestCase(0, false)]
    public void A_training_says_what_computes_it(int? kernelThreads, bool usesKernels)
    {
        using var network = Network(PublishedRecurrentGenotypes.Enas);
        using var texts = new LabelledData(Padded(5, 4, 3, 6), tensor(new long[] { 0, 1, 0, 1 }), classCount: 3);
        var watch = new Recorder();

        NetworkTrainer.Train(
            network, texts, new TrainingOptions
            {
                Epochs = 1,
                BatchSize = 2,
                Augmentation = ImageAugmentation.None,
                KernelThreads = kernelThreads
            },
            new TrainingContext { Progress = watch });

        Assert.That(watch.All.OfType<PhaseStarted>().Single().KernelShare, Is.EqualTo(usesKernels ? 1 : 0));
        Assert.That(network.modules().OfType<HighwayCell>().Select(cell => cell.Kernels), Is.All.Null.And.Exactly(2).Items);
    }

    [Test]
    public void What_kernels_cannot_compute_stays_with_torch()
    {
        using var network = Network(PublishedRecurrentGenotypes.DartsV2);

        Assert.That(RecurrentCellKernels.TryUse(network, threads: 0), Is.Null);
        Assert.That(RecurrentCellKernels.TryUse(nn.Linear(2, 2), threads: 1), Is.Null, "no recurrent cell");
        network.to(ScalarType.Float64);
        Assert.That(RecurrentCellKernels.TryUse(network, threads: 1), Is.Null);
    }

    private static GraphNetwork Network(RecurrentGenotype genotype)
    {
        random.manual_seed(3);
        var size = new RecurrentTextOptions { HiddenSize = 21, EmbeddingWidth = 13, HiddenDropout = 0.3, Pooling = TextPooling.Attention };
        var network = new GraphNetwork(RecurrentTextGraph.Of(genotype, new TextInput(Words), size, new(new MapShape(1, 1, Length), 3)));
        using var noGradient = no_grad();
        foreach (var weights in network.modules().OfType<HighwayCell>().SelectMany(cell => cell.parameters()))
        {
            weights.mul_(8); // as first drawn, states are so small that whatever computes them hardly matters
        }

        return network;
    }

    // Words, then zeros.
    private static Tensor Padded(params int[] lengths)
    {
        random.manual_seed(7);
        var texts = zeros(lengths.Length, 1, 1, Length);
        foreach (var (text, length) in lengths.Index())
        {
            texts[text].narrow(2, 0, length).copy_(randint(2, Words, [1, 1, length]));
        }

        return texts;
    }

    private static (Tensor Logits, Tensor[] Gradients) Read(GraphNetwork network, Tensor texts)
    {
        random.manual_seed(5);
        var logits = network.call(texts);
        var labels = arange(texts.size(0)).remainder(3);
        return (logits, autograd.grad([nn.functional.cross_entropy(logits, labels)], [.. network.parameters()]).ToArray());
    }

    private static double Difference(Tensor one, Tensor other) => one.sub(other).abs().max().item<float>();
}
