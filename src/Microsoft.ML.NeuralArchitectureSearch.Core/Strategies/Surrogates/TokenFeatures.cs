using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Surrogates;

/// <summary>Architectures as numbers: which token stands at which place, and how often each stands anywhere.</summary>
/// <remarks>
/// The places are the adjacency encoding of BANANAS (arXiv:1910.11858, section 3). How often a token stands anywhere is, up to a linear
/// map, the mean
/// of token embeddings that the perceptrons of PNAS read (arXiv:1712.00559, section 3.4): it also covers tokens at places where none was
/// seen so far.
/// </remarks>
/// <param name="space">The space of the architectures.</param>
internal sealed class TokenFeatures(ISequenceSpace space)
{
    // Counts add up over the places; halved, they weigh about as much as one place.
    private const float CountWeight = 0.5f;

    /// <summary>Number of features that tell of a place; they are the first ones.</summary>
    public int PlaceCount { get; } = space.SequenceLength * space.VocabularySize;

    /// <summary>Number of all features.</summary>
    public int Count => PlaceCount + space.VocabularySize;

    /// <summary>Describes architectures.</summary>
    /// <param name="architectures">Members of the space, at least one.</param>
    /// <returns>Float32 <c>[N, F]</c>.</returns>
    public Tensor Of(IReadOnlyList<Architecture> architectures) =>
        tensor(architectures.SelectMany(Of).ToArray(), device: CPU).view(architectures.Count, Count);

    /// <summary>Describes an architecture.</summary>
    /// <param name="architecture">A member of the space.</param>
    /// <returns>All features, most of them 0.</returns>
    public float[] Of(Architecture architecture)
    {
        var features = new float[Count];
        foreach (var (position, token) in space.Encode(architecture).Index())
        {
            features[(position * space.VocabularySize) + token] = 1;
            features[PlaceCount + token] += CountWeight;
        }

        return features;
    }
}
