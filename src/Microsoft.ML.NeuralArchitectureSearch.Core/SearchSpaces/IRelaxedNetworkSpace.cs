using Microsoft.ML.NeuralArchitectureSearch.Graphs;

namespace Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

/// <summary>A space that can describe its supernet, the network that holds all its architectures.</summary>
internal interface IRelaxedNetworkSpace : INetworkSpace
{
    /// <summary>Describes the supernet layer by layer.</summary>
    /// <param name="size">What it reads and tells apart, and how large it is to be.</param>
    /// <returns>
    /// The layers; a <see cref="Graphs.Layers.ChoiceLayer"/> for the share of each operation on each edge that a node takes, in terms of
    /// the rows and columns of α.
    /// </returns>
    /// <exception cref="ArgumentNullException">There is no size.</exception>
    /// <exception cref="ArgumentException">The supernet cannot be built at this size.</exception>
    NetworkGraph DescribeSupernet(NetworkSize size);
}
