using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <summary>Whether the parts of a model that a file describes fit each other.</summary>
internal static class ModelChecks
{
    private const long LargestInput = 1 << 28;

    /// <exception cref="FormatException">The parts do not fit.</exception>
    public static void Check(ClassifierModel model)
    {
        var shape = model.Input.Shape;
        if (shape.Channels <= 0 || shape.Height <= 0 || shape.Width <= 0
            || (Int128)shape.Channels * shape.Height * shape.Width > LargestInput)
        {
            throw Damaged($"its inputs are {shape}");
        }

        if (model.Input is ImageInput { Statistics: var statistics })
        {
            CheckStatistics(statistics, shape.Channels);
        }

        if (model.Network.Graph is { } graph)
        {
            CheckGraph(graph, model);
        }
    }

    private static void CheckStatistics(PixelStatistics statistics, int channels)
    {
        if (!Are(statistics.Mean, channels, float.IsFinite)
            || !Are(statistics.StandardDeviation, channels, value => float.IsFinite(value) && value > 0))
        {
            throw Damaged($"it needs a finite mean and a positive standard deviation for each of {channels} channels");
        }
    }

    private static void CheckGraph(NetworkGraph graph, ClassifierModel model)
    {
        if (graph.Nodes[0].Output != model.Input.Shape)
        {
            throw Damaged($"its inputs are {model.Input.Shape}, its network reads {graph.Nodes[0].Output}");
        }

        if (graph.Nodes[^1].Output != new MapShape(model.Classes.Count, 1, 1))
        {
            throw Damaged($"it has {model.Classes.Count} classes, its network gives {graph.Nodes[^1].Output}");
        }

        if (model.Input is EncodedText { Encoder.Vocabulary.Count: var words }
            && graph.Nodes.Select(node => node.Layer).OfType<EmbeddingLayer>()
                .FirstOrDefault(layer => layer.WordCount != words) is { } other)
        {
            throw Damaged($"its vocabulary has {words} words, its embedding {other.WordCount}");
        }
    }

    private static bool Are(ImmutableArray<float> values, int count, Func<float, bool> allowed) =>
        !values.IsDefault && values.Length == count && values.All(allowed);

    private static FormatException Damaged(string what) => new($"The model file is damaged: {what}.");
}
