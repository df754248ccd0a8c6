using Microsoft.ML.NeuralArchitectureSearch.Batching.Text;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Supernets;
using NUnit.Framework;
using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Supernets;

/// <summary>The kernels against the supernet over texts of TorchSharp's operations in float64.</summary>
public sealed class TextSupernetKernelTests
{
    private const int Words = 30;
    private const int Length = 40;

    private static readonly TextCellSpace Space = new()
    {
        Input = new TextInput(Words),
        Network = new() { Channels = 8, Cells = 3, EmbeddingWidth = 6, Dropout = 0, EmbeddingDropout = 0 },
    };

    [TestCase(Length)]
    [TestCase(13)]
    public void Logits_and_gradients_are_those_of_the_reference(int longest)
    {
        using var scope = NewDisposeScope();
        manual_seed(4);
        var graph = Space.DescribeSupernet(new NetworkSize(new MapShape(1, 1, Length), 3));
        using var reference = new GraphSupernet(graph);
        using var kernels = new GraphSupernet(graph);
        kernels.load_state_dict(reference.state_dict());
        reference.to(ScalarType.Float64);
        kernels.UseKernels(threads: 2);
        var (texts, labels) = (Texts(longest), randint(3, [10]));
        var (normal, reduction) = (randn([Space.EdgeCount, Space.Operations.Length]), randn([Space.EdgeCount, Space.Operations.Length]));

        var own = SupernetPair.Differentiate(kernels, kernels.Weights, texts, labels, (normal, reduction), ScalarType.Float32);
        var exact = SupernetPair.Differentiate(reference, reference.Weights, texts, labels, (normal, reduction), ScalarType.Float64);

        TestContext.Out.WriteLine(string.Join(", ", own.Zip(exact, (mine, other) => $"{SupernetPair.Error(mine, other):e1}")));
        Assert.That(kernels.KernelShare, Is.Positive);
        Assert.That(SupernetPair.Error(own[..3], exact[..3]), Is.LessThan(1e-5));
        Assert.That(SupernetPair.Error(own[3].norm(), exact[3].norm()), Is.LessThan(1e-5), "the order of the weights differs");
    }

    // Texts of decreasing lengths, zeros behind their ends.
    private static Tensor Texts(int longest)
    {
        var texts = randint(1, Words, [10, 1, 1, Length]).to(ScalarType.Float32);
        for (var text = 0; text < 10; text++)
        {
            texts[text, 0, 0, TensorIndex.Slice(longest - text)] = 0;
        }

        return texts;
    }
}
