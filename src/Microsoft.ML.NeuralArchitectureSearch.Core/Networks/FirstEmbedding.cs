using Microsoft.ML.NeuralArchitectureSearch.Batching.Text;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Networks;

/// <summary>What the vectors of an embedding begin with.</summary>
internal static class FirstEmbedding
{
    // What follows is normalized, so that a step turns a vector by its length squared: with torch's own N(0, 1) rare words would hardly be
    // learned.
    private const double Deviation = 0.1;

    /// <summary>Draws vectors from torch's generator and puts those that are given in their places.</summary>
    public static Embedding Draw(EmbeddingLayer layer)
    {
        var embedding = Drawn.Embedding(layer.WordCount, layer.Width, Vocabulary.Padding);
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        embedding.weight!.MulInPlace(layer.First?.Deviation ?? Deviation);
        if (layer.First is { } vectors)
        {
            for (var word = Vocabulary.Padding + 1; word < layer.WordCount; word++)
            {
                if (vectors.Of(word) is { IsEmpty: false } vector)
                {
                    embedding.weight!.select(0, word).copy_(tensor(vector.ToArray(), device: CPU));
                }
            }
        }

        return embedding;
    }
}
