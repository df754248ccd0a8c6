using System.Collections.Immutable;
using System.Globalization;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks;

namespace Microsoft.ML.NeuralArchitectureSearch.Networks;

/// <summary>The names that the reference code of DARTS gives to the weights of a network of cells, by the keys of the graph.</summary>
/// <remarks>The code of Liu et al., "DARTS: Differentiable Architecture Search" (2019), arXiv:1806.09055.</remarks>
internal static class ReferenceNames
{
    private static readonly ImmutableArray<string> Plain = ["1", "2"];

    // The layers with weights of each operation, in order. Poolings have none.
    private static readonly ImmutableDictionary<string, ImmutableArray<string>> OfOperations =
        new Dictionary<string, ImmutableArray<string>>
        {
            [OperationNames.SkipConnect] = ["conv_1", "conv_2", "bn"],
            [OperationNames.SeparableConvolution3x3] = ["op.1", "op.2", "op.3", "op.5", "op.6", "op.7"],
            [OperationNames.SeparableConvolution5x5] = ["op.1", "op.2", "op.3", "op.5", "op.6", "op.7"],
            [OperationNames.SeparableConvolution7x7] = ["op.1", "op.2", "op.3", "op.5", "op.6", "op.7"],
            [OperationNames.SingleSeparableConvolution3x3] = ["op.1", "op.2", "op.3"],
            [OperationNames.DilatedConvolution3x3] = ["op.1", "op.2", "op.3"],
            [OperationNames.DilatedConvolution5x5] = ["op.1", "op.2", "op.3"],
            [OperationNames.Convolution7x1Then1x7] = ["1", "2", "3"],
            [OperationNames.Convolution1x3Then3x1] = ["1", "2", "3", "4"],
            [OperationNames.Convolution1x7Then7x1] = ["1", "2", "3", "4"],
            [OperationNames.Convolution1x1] = Plain,
            [OperationNames.Convolution3x3] = Plain,
            [OperationNames.DepthwiseConvolution3x3] = Plain,
        }.ToImmutableDictionary();

    private static readonly ImmutableDictionary<string, string> OutsideCells = new Dictionary<string, string>
    {
        ["stem.conv"] = "stem.0",
        ["stem.norm"] = "stem.1",
        ["stem.0.conv"] = "stem0.0",
        ["stem.0.norm"] = "stem0.1",
        ["stem.1.conv"] = "stem0.3",
        ["stem.1.norm"] = "stem0.4",
        ["stem.2.conv"] = "stem1.1",
        ["stem.2.norm"] = "stem1.2",
        ["auxiliary.hidden.conv"] = "auxiliary_head.features.2",
        ["auxiliary.hidden.norm"] = "auxiliary_head.features.3",
        ["auxiliary.features.conv"] = "auxiliary_head.features.5",
        ["auxiliary.features.norm"] = "auxiliary_head.features.6",
        ["auxiliary.classifier"] = "auxiliary_head.classifier",
    }.ToImmutableDictionary();

    private static readonly ImmutableDictionary<string, string> InputsOfCell = new Dictionary<string, string>
    {
        ["preprocess0.conv"] = "preprocess0.op.1",
        ["preprocess0.norm"] = "preprocess0.op.2",
        ["preprocess1.conv"] = "preprocess1.op.1",
        ["preprocess1.norm"] = "preprocess1.op.2",
    }.ToImmutableDictionary();

    // Behind a cell that reduces, a factorized reduction brings the earlier input to its size.
    private static readonly ImmutableDictionary<string, string> InputsBehindReduction = InputsOfCell.SetItems(new Dictionary<string, string>
    {
        ["preprocess0.even"] = "preprocess0.conv_1",
        ["preprocess0.odd"] = "preprocess0.conv_2",
        ["preprocess0.norm"] = "preprocess0.bn",
    });

    /// <param name="graph">A network of cells.</param>
    /// <param name="genotype">Its cells.</param>
    /// <param name="cells">Number of its cells.</param>
    /// <returns>The name for each key of a layer with weights that the reference code names otherwise.</returns>
    public static IReadOnlyDictionary<string, string> Of(NetworkGraph graph, Genotype genotype, int cells)
    {
        var keys = graph.Nodes.Where(node => LayerWeights.ShapeOf(node.Layer) is not null).Select(node => node.Key).ToArray();
        var names = keys.Where(OutsideCells.ContainsKey).ToDictionary(key => key, key => OutsideCells[key]);
        var byCell = keys.Where(key => key.StartsWith("cells.", StringComparison.Ordinal))
            .ToLookup(key => int.Parse(key.Split('.')[1], CultureInfo.InvariantCulture));
        for (var cell = 0; cell < cells; cell++)
        {
            AddCell(names, [.. byCell[cell]], $"cells.{cell}.", CellNetworkGraph.CellOf(genotype, CellStack.Reduces(cell, cells)));
        }

        return names;
    }

    private static void AddCell(Dictionary<string, string> names, string[] keys, string scope, CellGenotype genotype)
    {
        var inputs = keys.Contains($"{scope}preprocess0.even") ? InputsBehindReduction : InputsOfCell;
        foreach (var key in keys.Where(key => inputs.ContainsKey(key[scope.Length..])))
        {
            names.Add(key, scope + inputs[key[scope.Length..]]);
        }

        var edges = genotype.Nodes.Index()
            .SelectMany(
                node => CellBlock.Named(node.Item).Select(named => (Node: node.Index + CellGenotype.InputCount, named.Name, named.Edge)));
        foreach (var (index, (node, name, edge)) in edges.Index())
        {
            var operation = $"{scope}nodes.{node}.{name}.";
            var layers = keys.Where(
                key => key.StartsWith(operation, StringComparison.Ordinal) && !char.IsAsciiDigit(key[operation.Length]));
            foreach (var (layer, key) in layers.Index())
            {
                names.Add(key, $"{scope}_ops.{index}.{LayerName(edge.Operation, layer, key[operation.Length..])}");
            }
        }
    }

    // An operation that the reference code does not have keeps the names of its layers.
    private static string LayerName(string operation, int layer, string name) =>
        OfOperations.TryGetValue(operation, out var names) && layer < names.Length ? names[layer] : name;
}
