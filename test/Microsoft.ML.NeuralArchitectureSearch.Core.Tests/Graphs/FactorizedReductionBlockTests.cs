using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using NUnit.Framework;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Graphs;

public sealed class FactorizedReductionBlockTests
{
    [Test]
    public void One_half_of_the_output_reads_even_pixels_and_the_other_odd_ones()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var graph = new GraphBuilder(new MapShape(1, 4, 4));
        graph.Standardized(() => FactorizedReductionBlock.Add(graph, GraphBuilder.Input, channels: 2));
        using var reduction = new GraphNetwork(graph.Build());
        foreach (var weight in reduction.parameters())
        {
            weight.fill_(1);
        }

        reduction.eval();

        var output = reduction.call(arange(16, ScalarType.Float32).reshape(1, 1, 4, 4));

        // An untrained batch normalization divides by √(1 + ε).
        var expected = tensor(new float[] { 0, 2, 8, 10, 5, 7, 13, 15 }).reshape(1, 2, 2, 2);
        Assert.That(output.allclose(expected, 1e-4));
    }
}
