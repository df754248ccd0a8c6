using Microsoft.ML.NeuralArchitectureSearch.Genotypes.Chains;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

namespace Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

/// <summary>The network of a chain: its layers, then the mean over what pixels are left, and a linear classifier.</summary>
internal static class ChainNetwork
{
    public static NetworkGraph Describe(Chain chain, NetworkSize size)
    {
        var graph = new GraphBuilder(size.Shape);
        var state = GraphBuilder.Input;
        foreach (var (index, layer) in chain.Layers.Index())
        {
            state = graph.Within($"layers.{index}", () => Add(graph, state, layer));
        }

        graph.AddClassifier(state, size.ClassCount);
        return graph.Build();
    }

    private static int Add(GraphBuilder graph, int input, ChainLayer layer) => layer switch
    {
        ChainConvolution convolution => graph.AddActivated(
            "convolution",
            input,
            new ConvolutionLayer(graph.ShapeOf(input).Channels, convolution.Width, convolution.Kernel) { Stride = convolution.Stride }),
        ChainPooling pooling => graph.Add("pooling", new MaxPoolingLayer(pooling.Kernel, pooling.Stride), input),
        ChainDense dense => graph.Add(
            "relu",
            new ReluLayer(),
            graph.Add("dense", new LinearLayer(graph.ShapeOf(input).Size, dense.Width), input)),
        _ => throw new ArgumentException($"A chain has convolutions, poolings and dense layers; found {layer}.", nameof(layer)),
    };
}
