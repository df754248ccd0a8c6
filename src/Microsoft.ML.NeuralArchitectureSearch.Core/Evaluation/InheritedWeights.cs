using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Evaluation;

/// <summary>The trained weights of the latest candidates, for their children.</summary>
/// <param name="capacity">How many candidates are kept.</param>
internal sealed partial class InheritedWeights(int capacity) : IDisposable
{
    private readonly Dictionary<Architecture, Dictionary<string, Tensor>> _states = [];
    private readonly Queue<Architecture> _order = new();

    /// <summary>Gives a network its parent's weights, where there is a parent and it is kept.</summary>
    public void Give(Architecture? parent, GraphNetwork network)
    {
        if (parent is not null && _states.TryGetValue(parent, out var state))
        {
            network.Inherit(state);
        }
    }

    /// <summary>Keeps a copy of a trained network's weights; the oldest are forgotten.</summary>
    public void Keep(Architecture architecture, GraphNetwork network)
    {
        if (capacity == 0)
        {
            return;
        }

        if (_states.Remove(architecture, out var earlier))
        {
            Dispose(earlier);
        }
        else
        {
            _order.Enqueue(architecture);
        }

        _states.Add(architecture, Copy(network));
        while (_order.Count > capacity && _states.Remove(_order.Dequeue(), out var oldest))
        {
            Dispose(oldest);
        }
    }

    public void Dispose()
    {
        foreach (var state in _states.Values)
        {
            Dispose(state);
        }
    }

    private static Dictionary<string, Tensor> Copy(GraphNetwork network)
    {
        using var scope = NewDisposeScope();
        return network.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.detach().clone().DetachFromDisposeScope());
    }

    private static void Dispose(Dictionary<string, Tensor> state)
    {
        foreach (var tensor in state.Values)
        {
            tensor.Dispose();
        }
    }
}
