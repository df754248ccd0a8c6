using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;

namespace Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

/// <summary>A space that can say which network an architecture stands for.</summary>
public interface INetworkSpace : ISearchSpace
{
    /// <summary>Describes the network of an architecture, layer by layer, without building it.</summary>
    /// <param name="architecture">A member of the space.</param>
    /// <param name="size">What it reads and tells apart, and how large it is to be.</param>
    /// <returns>The layers, from images <c>[N, C, H, W]</c> to logits <c>[N, K]</c>; it counts its parameters and multiply-adds.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">
    /// The architecture does not belong to the space, or its network cannot read images of this size.
    /// </exception>
    NetworkGraph Describe(Architecture architecture, NetworkSize size);
}
