using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel.Text;

/// <summary>A network over texts, compiled once for each length that mini-batches are trimmed to; all share the weights.</summary>
internal sealed class TextKernelNetwork : IKernelNetwork
{
    private readonly GraphNetwork _network;
    private readonly int _threads;
    private readonly bool _areWeightsFrozen;
    private readonly int _most;
    private readonly KernelGraphNetwork _whole;
    private readonly Dictionary<int, KernelGraphNetwork> _lengths = [];

    private TextKernelNetwork(GraphNetwork network, GraphPartition partition, int threads, bool areWeightsFrozen)
    {
        (_network, _threads, _areWeightsFrozen) = (network, threads, areWeightsFrozen);
        _most = network.Graph.Nodes[0].Output.Width;
        _whole = new KernelGraphNetwork(network, partition, threads) { AreWeightsFrozen = areWeightsFrozen };
        _lengths.Add(_most, _whole);
    }

    /// <inheritdoc />
    public IReadOnlyList<Parameter> Weights => _whole.Weights;

    /// <inheritdoc />
    public double KernelShare => _whole.KernelShare;

    /// <summary>Compiles a network over texts; <see langword="null"/> where there are no kernels for any of it.</summary>
    public static TextKernelNetwork? TryCompile(GraphNetwork network, int threads, bool areWeightsFrozen) =>
        PartitionOf(network.Graph) is { RegionCount: > 0 } partition
            ? new TextKernelNetwork(network, partition, threads, areWeightsFrozen)
            : null;

    /// <inheritdoc />
    public (Tensor Logits, Tensor? Auxiliary) Forward(Tensor inputs)
    {
        using var scope = NewDisposeScope();
        var tokens = MaskedComputation.Trim(inputs);
        var length = TextLengths.Round((int)tokens.size(3), _most);
        return (Of(length).Forward(inputs.narrow(3, 0, length)).Logits.MoveToOuterDisposeScope(), null);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var network in _lengths.Values)
        {
            network.Dispose();
        }
    }

    private static GraphPartition? PartitionOf(NetworkGraph graph)
    {
        var readers = new GraphReaders(graph);
        return TextMasks.TryFind(readers) is { } masks
            ? new GraphPartition(readers, new LayerPatterns(readers, areTexts: true), masks)
            : null;
    }

    // Several callers may predict at the same time.
    private KernelGraphNetwork Of(int length)
    {
        lock (_lengths)
        {
            if (!_lengths.TryGetValue(length, out var network))
            {
                var partition = PartitionOf(TextLengths.OfLength(_network.Graph, length))!;
                network = new KernelGraphNetwork(_network, partition, _threads, shared: _whole.Parameters)
                {
                    AreWeightsFrozen = _areWeightsFrozen
                };
                _lengths.Add(length, network);
            }

            return network;
        }
    }
}
