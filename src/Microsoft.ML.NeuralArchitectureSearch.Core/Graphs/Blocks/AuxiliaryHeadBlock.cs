using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks;

/// <summary>
/// A second classifier in the middle of a network: its loss brings a gradient to the lower cells. Predictions do not use it.
/// </summary>
/// <remarks>Szegedy et al. (2015), arXiv:1409.4842; layers as in the reference code of Liu et al. (2019), arXiv:1806.09055.</remarks>
internal static class AuxiliaryHeadBlock
{
    private const int Window = 5;
    private const int Hidden = 128;
    private const int Features = 768;

    /// <summary>
    /// Adds the head behind a feature map at two thirds of the depth, whose height and width lie within <see cref="Sizes"/>.
    /// </summary>
    /// <param name="graph">The network.</param>
    /// <param name="input">The node that gives the feature map.</param>
    /// <param name="classCount">Number of classes (K).</param>
    /// <param name="isForImageNet">Whether the windows are two pixels apart, not three, and the second normalization is left out.</param>
    /// <returns>The node that gives the logits, <c>[K, 1, 1]</c>.</returns>
    public static int Add(GraphBuilder graph, int input, int classCount, bool isForImageNet)
    {
        var pooled = graph.Add(
            "pooling",
            new AveragePoolingLayer(Window, PoolingStride(isForImageNet)) { IsUnpadded = true },
            graph.Add("relu", new ReluLayer(), input));
        var hidden = graph.AddActivated("hidden", pooled, new ConvolutionLayer(graph.ShapeOf(pooled).Channels, Hidden, 1));
        var features = new ConvolutionLayer(Hidden, Features, 2) { IsUnpadded = true };

        // The paper's ImageNet results were made without the second batch normalization.
        var read = isForImageNet
            ? graph.Add("features.relu", new ReluLayer(), graph.Add("features.conv", features, hidden))
            : graph.AddActivated("features", hidden, features);
        return graph.Add(
            "logits",
            new AuxiliaryOutputLayer(),
            graph.Add("classifier", new LinearLayer(graph.ShapeOf(read).Size, classCount), read));
    }

    /// <summary>Smallest and largest height and width of the feature maps that the head can read.</summary>
    public static (int Smallest, int Largest) Sizes(bool isForImageNet) =>
        (Window + PoolingStride(isForImageNet), Window + (2 * PoolingStride(isForImageNet)) - 1);

    private static int PoolingStride(bool isForImageNet) => isForImageNet ? 2 : 3;
}
