using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs;

/// <summary>
/// A network as data: its layers in the order in which they are computed. It counts what it would cost without being built.
/// </summary>
/// <remarks>A value: two graphs are equal when their nodes are. <see cref="GraphBuilder"/> makes one.</remarks>
public sealed class NetworkGraph : IEquatable<NetworkGraph>
{
    private readonly ImmutableHashSet<int> _onlyAuxiliary;

    internal NetworkGraph(ImmutableArray<GraphNode> nodes)
    {
        Nodes = nodes;
        var auxiliary = Enumerable.Range(0, nodes.Length).Where(node => nodes[node].Layer is AuxiliaryOutputLayer).ToArray();
        Auxiliary = auxiliary is [] ? null : auxiliary[^1];
        _onlyAuxiliary = OnlyFor(nodes, auxiliary);
        try
        {
            ParameterCount = nodes.Sum(node => node.Layer.ParameterCount);
            ParameterCountWithoutAuxiliary = ParameterCount - _onlyAuxiliary.Sum(node => nodes[node].Layer.ParameterCount);
            MultiplyAdds = Enumerable.Range(0, nodes.Length).Where(IsPredicting)
                .Sum(node => nodes[node].Layer.MultiplyAddsOf([.. nodes[node].Inputs.Select(input => nodes[input].Output)]));
        }
        catch (OverflowException exception)
        {
            throw new ArgumentException(
                "The network is too large: the number of its weights or of its multiply-adds overflows.",
                nameof(nodes),
                exception);
        }
    }

    /// <summary>The layers. The first is the input, the last gives the logits, and each reads only nodes before it.</summary>
    public ImmutableArray<GraphNode> Nodes { get; }

    /// <summary>Number of trainable weights.</summary>
    public long ParameterCount { get; }

    /// <summary>Number of trainable weights without those of an auxiliary classifier, the figure that papers quote.</summary>
    public long ParameterCountWithoutAuxiliary { get; }

    /// <summary>Index of the node that gives the logits of an auxiliary classifier; <see langword="null"/> without one.</summary>
    public int? Auxiliary { get; }

    /// <summary>Multiplications, each with its addition, of convolutions and linear layers in the prediction for one image.</summary>
    public long MultiplyAdds { get; }

    /// <summary>Number of values in the state of a network: its weights and the running statistics of batch normalization.</summary>
    internal long ValueCount => ParameterCount + Nodes.Sum(node => node.Layer switch
    {
        BatchNormalizationLayer layer => 2L * layer.Channels,
        MaskedBatchNormalizationLayer layer => 2L * layer.Channels,
        _ => 0,
    });

    /// <summary>Whether a node takes part in predictions; those of an auxiliary classifier do not.</summary>
    internal bool IsPredicting(int node) => !_onlyAuxiliary.Contains(node);

    /// <summary>Checks that the network reads what it is to read and tells the classes apart.</summary>
    /// <param name="graph">What user code returned.</param>
    /// <param name="size">What was asked for.</param>
    /// <param name="source">Who described it, for messages.</param>
    /// <exception cref="ArgumentException">
    /// There is no network, it reads inputs of another size, or it does not give one logit for each class.
    /// </exception>
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

    /// <summary>
    /// Writes the network as JSON: a list of its layers, each with its key, its settings and the places of those that it reads.
    /// </summary>
    /// <returns>The text, on one line.</returns>
    public string ToJson() => NetworkGraphJson.Write(this);

    /// <inheritdoc />
    public bool Equals(NetworkGraph? other) => other is not null && Nodes.SequenceEqual(other.Nodes);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as NetworkGraph);

    // The nodes that only auxiliary outputs read, directly or through others.
    private static ImmutableHashSet<int> OnlyFor(ImmutableArray<GraphNode> nodes, int[] outputs)
    {
        var only = outputs.ToHashSet();
        var readers = nodes.Index().SelectMany(node => node.Item.Inputs.Select(input => (input, node.Index)))
            .ToLookup(edge => edge.input, edge => edge.Index);
        for (var node = outputs.LastOrDefault() - 1; node > 0; node--)
        {
            if (readers[node].Any() && readers[node].All(only.Contains))
            {
                only.Add(node);
            }
        }

        return [.. only];
    }

    /// <inheritdoc />
    public override int GetHashCode() => Nodes.Aggregate(0, HashCode.Combine);
}
