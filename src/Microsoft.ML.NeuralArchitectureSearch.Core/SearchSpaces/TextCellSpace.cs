using Microsoft.ML.NeuralArchitectureSearch.Batching.Text;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;

namespace Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

/// <summary>
/// Cells over texts: each intermediate node reads two different earlier nodes, each through a convolution, a pooling, recurrent units or
/// attention.
/// </summary>
/// <remarks>
/// <para>The form of cells is that of Liu et al., "DARTS: Differentiable Architecture Search" (2019), arXiv:1806.09055; the operations are
/// the kinds that
/// Wang et al., "TextNAS" (2020), arXiv:1912.10729, search. By default 2 nodes and the operations of
/// <see cref="TextOperationNames.Default"/>.</para>
/// <para>A network embeds the tokens of a text, applies the cells, pools over the tokens of the embedding and of every cell, and
/// classifies. By default there
/// is one cell, the normal one. Nothing behind the end of a text takes part: a text has the same scores however much padding
/// follows.</para>
/// </remarks>
public sealed record TextCellSpace() : DifferentiableCellSpace(nodes: 2, TextOperationNames.Default), IRelaxedNetworkSpace
{
    /// <summary>
    /// Size of the networks; the channels and layers that a strategy names for its candidates go before those named here.
    /// </summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public TextNetworkOptions Network { get; init => field = Checked.NotNull(value, nameof(Network)); } = new();

    /// <summary>
    /// The words that texts are made of. A search over a text column fills it in; where there is none, networks cannot be described.
    /// </summary>
    public TextInput? Input { get; init; }

    /// <inheritdoc />
    public override NetworkGraph Describe(Architecture architecture, NetworkSize size)
    {
        ArgumentNullException.ThrowIfNull(size);
        return TextCellGraph.Of(Decode(Encode(architecture).AsSpan()), Words(), Sized(size), size);
    }

    /// <inheritdoc />
    public NetworkGraph DescribeSupernet(NetworkSize size)
    {
        ArgumentNullException.ThrowIfNull(size);
        return TextCellGraph.Relaxed(Nodes, Operations, Words(), Sized(size), size);
    }

    /// <inheritdoc />
    public bool Equals(TextCellSpace? other) =>
        other is not null && Nodes == other.Nodes && Operations.SequenceEqual(other.Operations) && Network == other.Network
            && Input == other.Input;

    /// <inheritdoc />
    public override int GetHashCode() => OperationList.Hash(Operations, HashCode.Combine(Nodes, Network));

    /// <inheritdoc />
    public override string ToString() => $"{nameof(TextCellSpace)} of {Nodes} nodes and {string.Join(", ", Operations)}";

    private TextInput Words() => Input ?? throw new ArgumentException(
        $"The {nameof(TextCellSpace)} does not know how many words there are: set {nameof(Input)}, as a search over a text column does.");

    private TextNetworkOptions Sized(NetworkSize size) =>
        Network with { Channels = size.Channels ?? Network.Channels, Cells = size.Cells ?? Network.Cells };
}
