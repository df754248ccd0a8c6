using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs;

/// <summary>A network as data: its layers in the order in which they are computed. It counts what it would cost without being built.</summary>
/// <remarks>A value: two graphs are equal when their nodes are. <see cref="GraphBuilder"/> makes one.</remarks>
public sealed class NetworkGraph : IEquatable<NetworkGraph>
{
    internal NetworkGraph(ImmutableArray<GraphNode> nodes)
    {
        Nodes = nodes;
        ParameterCount = nodes.Sum(node => node.Layer.ParameterCount);
        MultiplyAdds = nodes.Sum(node => node.Layer.MultiplyAddsOf([.. node.Inputs.Select(input => nodes[input].Output)]));
    }

    /// <summary>The layers. The first is the input, the last gives the logits, and each reads only nodes before it.</summary>
    public ImmutableArray<GraphNode> Nodes { get; }

    /// <summary>Number of trainable weights.</summary>
    public long ParameterCount { get; }

    /// <summary>Multiplications, each with its addition, for one image, of convolutions and linear layers.</summary>
    public long MultiplyAdds { get; }

    /// <summary>Number of values in the state of a network: its weights and the running statistics of batch normalization.</summary>
    internal long ValueCount => ParameterCount + Nodes.Sum(node => node.Layer switch
    {
        BatchNormalizationLayer layer => 2L * layer.Channels,
        MaskedBatchNormalizationLayer layer => 2L * layer.Channels,
        _ => 0,
    });

    /// <summary>Reads a network from the JSON that <see cref="ToJson"/> writes.</summary>
    /// <param name="json">The text.</param>
    /// <returns>The graph.</returns>
    /// <exception cref="ArgumentNullException">There is no text.</exception>
    /// <exception cref="FormatException">The text is not the JSON of a network, or a layer cannot read what it is given.</exception>
    public static NetworkGraph FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return NetworkGraphJson.Read(json);
    }

    /// <summary>Writes the network as JSON: a list of its layers, each with its key, its settings and the places of those that it reads.</summary>
    /// <returns>The text, on one line.</returns>
    public string ToJson() => NetworkGraphJson.Write(this);

    /// <inheritdoc />
    public bool Equals(NetworkGraph? other) => other is not null && Nodes.SequenceEqual(other.Nodes);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as NetworkGraph);

    /// <inheritdoc />
    public override int GetHashCode() => Nodes.Aggregate(0, HashCode.Combine);
}
