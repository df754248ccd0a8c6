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
        try
        {
            ParameterCount = nodes.Sum(node => node.Layer.ParameterCount);
            MultiplyAdds = nodes.Sum(node => node.Layer.MultiplyAddsOf([.. node.Inputs.Select(input => nodes[input].Output)]));
        }
        catch (OverflowException exception)
        {
            throw new ArgumentException("The network is too large: the number of its weights or of its multiply-adds overflows.", nameof(nodes), exception);
        }
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

    /// <summary>Checks that the network reads what it is to read and tells the classes apart.</summary>
    /// <param name="graph">What user code returned.</param>
    /// <param name="size">What was asked for.</param>
    /// <param name="source">Who described it, for messages.</param>
    /// <exception cref="ArgumentException">There is no network, it reads inputs of another size, or it does not give one logit for each class.</exception>
    internal static NetworkGraph Fitting(NetworkGraph? graph, NetworkSize size, string source)
    {
        if (graph is null)
        {
            throw new ArgumentException($"{source} returned no network (null).", nameof(graph));
        }

        var (input, output) = (graph.Nodes[0].Output, graph.Nodes[^1].Output);
        return input == size.Shape && output == new MapShape(size.ClassCount, 1, 1)
            ? graph
            : throw new ArgumentException(
                $"{source} returned a network from {input} to {output} (channels x height x width); needed is one from {size.Shape} to "
                + $"{new MapShape(size.ClassCount, 1, 1)}: a logit for each of the {size.ClassCount} classes.",
                nameof(graph));
    }

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
