using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel.Text;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;

namespace Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel;

/// <summary>Divides a graph into regions for the kernels and layers for torch, in an order in which they can be computed.</summary>
/// <remarks>
/// Regions are numbered from 1. A node of the kernels belongs to the first region behind all nodes of torch that it reads; a node of torch
/// stands behind
/// the last region that it reads. Torch computes an auxiliary classifier.
/// </remarks>
internal sealed class GraphPartition
{
    private readonly NetworkGraph _graph;
    private readonly int[] _levels;
    private readonly bool[] _isKernel;

    /// <param name="graph">The graph.</param>
    /// <param name="patterns">The layers that the kernels compute together.</param>
    /// <param name="masks">The masks of texts; <see langword="null"/> for images.</param>
    public GraphPartition(GraphReaders graph, LayerPatterns patterns, TextMasks? masks = null)
    {
        (Readers, Patterns, Masks) = (graph, patterns, masks);
        _graph = graph.Graph;
        _levels = new int[_graph.Nodes.Length];
        _isKernel =
        [
            .. _graph.Nodes.Select((node, index) => _graph.IsPredicting(index)
                && (patterns.IsInner(index) || patterns.EndingAt(index) is not null
                    || (masks?.Suits(index) ?? KernelLayers.Suits(node.Layer)))),
        ];
        do
        {
            SetLevels();
        }
        while (GiveUpIdleRegions());
    }

    /// <summary>The graph.</summary>
    public GraphReaders Readers { get; }

    /// <summary>The layers that the kernels compute together.</summary>
    public LayerPatterns Patterns { get; }

    /// <summary>The masks of texts; <see langword="null"/> for images.</summary>
    public TextMasks? Masks { get; }

    /// <summary>Number of regions.</summary>
    public int RegionCount => _levels.Max();

    /// <summary>Share of the multiply-adds that the kernels compute, 0 to 1.</summary>
    public double KernelShare => _graph.MultiplyAdds == 0 ? 0 : (double)Nodes(isKernel: true).Sum(MultiplyAddsOf) / _graph.MultiplyAdds;

    /// <summary>The nodes of a region, in order.</summary>
    public ImmutableArray<int> Region(int number) => [.. Nodes(isKernel: true).Where(node => _levels[node] == number)];

    /// <summary>The nodes that torch computes when a region is done, in order; 0 for those before the first one.</summary>
    public ImmutableArray<int> BehindRegion(int number) => [.. Nodes(isKernel: false).Where(node => _levels[node] == number)];

    private IEnumerable<int> Nodes(bool isKernel) => Enumerable.Range(0, _levels.Length).Where(node => _isKernel[node] == isKernel);

    private void SetLevels()
    {
        for (var node = 0; node < _levels.Length; node++)
        {
            _levels[node] = _graph.Nodes[node].Inputs
                .Select(input => _levels[input] + (_isKernel[node] && !_isKernel[input] ? 1 : 0))
                .DefaultIfEmpty(0)
                .Max();
        }
    }

    // To bring maps into the layout of the kernels and back costs more than a region without a convolution saves.
    private bool GiveUpIdleRegions()
    {
        int[] idle = [.. Nodes(isKernel: true).GroupBy(node => _levels[node]).Where(region => region.Sum(MultiplyAddsOf) == 0)
            .SelectMany(region => region)];
        foreach (var node in idle)
        {
            _isKernel[node] = false;
        }

        return idle.Length > 0;
    }

    private long MultiplyAddsOf(int node) =>
        _graph.Nodes[node].Layer.MultiplyAddsOf([.. _graph.Nodes[node].Inputs.Select(input => _graph.Nodes[input].Output)]);
}
