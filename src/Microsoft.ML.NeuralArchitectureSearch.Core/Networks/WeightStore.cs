using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Tensors.Native;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Networks;

/// <summary>
/// Weights that networks share: layers at places of one key, with weights of one shape, have the same ones, batch statistics included.
/// </summary>
/// <remarks>
/// Parameter sharing as in Pham et al., "Efficient Neural Architecture Search via Parameter Sharing" (2018), arXiv:1802.03268. The store
/// draws
/// weights when a network first needs them and owns them; networks made on it may be disposed at any time before it.
/// </remarks>
public sealed class WeightStore : IDisposable
{
    private readonly Dictionary<(string Key, Layer Shape), nn.Module> _weights = [];
    private readonly Device _device;

    /// <summary>Creates an empty store.</summary>
    /// <param name="device">
    /// Where the weights are. Default: the CPU. They are drawn on the CPU, so that one seed gives the same ones everywhere.
    /// </param>
    public WeightStore(Device? device = null)
    {
        _ = TorchRuntime.Required(nameof(WeightStore));
        _device = device ?? CPU;
    }

    /// <summary>Number of places that have weights.</summary>
    public int Count => _weights.Count;

    /// <summary>The weights of all networks that were made on the store, in the order in which they were first needed.</summary>
    public IEnumerable<Parameter> Parameters => _weights.Values.SelectMany(module => module.parameters());

    /// <summary>The batch statistics of all layers, in the same order.</summary>
    internal IEnumerable<Tensor> Buffers => _weights.Values.SelectMany(module => module.buffers());

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var module in _weights.Values)
        {
            module.Dispose();
        }
    }

    /// <summary>The weights of a layer at its place, drawn from torch's generator where there are none yet.</summary>
    /// <returns><see langword="null"/> where the layer has no weights.</returns>
    internal nn.Module? WeightsOf(GraphNode node)
    {
        if (LayerWeights.ShapeOf(node.Layer) is not { } shape)
        {
            return null;
        }

        if (!_weights.TryGetValue((node.Key, shape), out var weights))
        {
            weights = LayerWeights.Draw(shape).to(_device);
            _weights.Add((node.Key, shape), weights);
        }

        return weights;
    }
}
