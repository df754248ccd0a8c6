using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks;

/// <summary>The end of every network: the mean over all pixels, then a linear classifier.</summary>
internal static class ClassifierBlock
{
    /// <summary>Adds both.</summary>
    /// <returns>The node that gives the logits.</returns>
    public static int AddClassifier(this GraphBuilder graph, int input, int classCount)
    {
        var pooled = graph.Add("pooling", new GlobalAveragePoolingLayer(), input);
        return graph.Add("classifier", new LinearLayer(graph.ShapeOf(pooled).Size, classCount), pooled);
    }
}
