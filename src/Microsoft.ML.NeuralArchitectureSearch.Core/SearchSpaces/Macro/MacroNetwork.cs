using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

namespace Microsoft.ML.NeuralArchitectureSearch.SearchSpaces.Macro;

/// <summary>The network of a macro space: a 3x3 convolution, the chosen blocks, a 1x1 convolution, and the classifier.</summary>
internal static class MacroNetwork
{
    public static NetworkGraph Describe(MacroSpace space, ImmutableArray<MacroBlock> blocks, NetworkSize size)
    {
        var graph = new GraphBuilder(size.Shape);
        var stem = new ConvolutionLayer(size.Shape.Channels, Scaled(space.StemChannels), 3) { Stride = space.StemStride };
        var state = graph.AddActivated("stem", GraphBuilder.Input, stem, InvertedResidualBlock.ActivatedMaximum);
        foreach (var (index, layer) in MacroLayer.Of(space.StemChannels, space.Stages).Index())
        {
            var block = blocks[index];
            state = graph.Within($"layers.{index}.{block.Name}", () => block.AddTo(graph, state, Scaled(layer.Channels), layer.Stride));
        }

        var head = new ConvolutionLayer(graph.ShapeOf(state).Channels, Scaled(space.HeadChannels), 1);
        graph.AddClassifier(graph.AddActivated("head", state, head, InvertedResidualBlock.ActivatedMaximum), size.ClassCount);
        return graph.Build();

        // Even, so that two groups of channels stay possible.
        int Scaled(int channels) => size.Channels is { } wanted
            ? 2 * (int)Math.Max(1, Math.Round(channels * (double)wanted / space.StemChannels / 2))
            : channels;
    }
}
