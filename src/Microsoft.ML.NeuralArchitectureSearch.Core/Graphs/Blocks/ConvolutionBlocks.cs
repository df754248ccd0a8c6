using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks;

/// <summary>A convolution with its batch normalization, and where the ReLU stands.</summary>
internal static class ConvolutionBlocks
{
    /// <summary>Adds a convolution and a batch normalization.</summary>
    /// <returns>The node that gives their output.</returns>
    public static int AddNormalized(this GraphBuilder graph, string name, int input, ConvolutionLayer convolution) =>
        graph.Within(
            name,
            () => graph.Add("norm", new BatchNormalizationLayer(convolution.OutputChannels), graph.Add("conv", convolution, input)));

    /// <summary>Adds a ReLU, a convolution and a batch normalization, as cells have them.</summary>
    /// <returns>The node that gives their output.</returns>
    public static int AddPreactivated(this GraphBuilder graph, string name, int input, ConvolutionLayer convolution) =>
        graph.AddNormalized(name, graph.Add($"{name}.relu", new ReluLayer(), input), convolution);

    /// <summary>Adds a convolution, a batch normalization and a ReLU.</summary>
    /// <returns>The node that gives their output.</returns>
    public static int AddActivated(this GraphBuilder graph, string name, int input, ConvolutionLayer convolution, double? maximum = null) =>
        graph.Add($"{name}.relu", new ReluLayer(maximum), graph.AddNormalized(name, input, convolution));
}
