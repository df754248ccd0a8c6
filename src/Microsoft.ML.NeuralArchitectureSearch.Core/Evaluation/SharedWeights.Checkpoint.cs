using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;

namespace Microsoft.ML.NeuralArchitectureSearch.Evaluation;

internal sealed partial class SharedWeights
{
    private const string Paths = "paths";
    private const string Buffers = "buffers";

    // The paths that first needed some of the weights, in order: they rebuild the store.
    private readonly List<string> _paths = [];

    /// <summary>Saves the weights, the optimizer's state and the position among the mini-batches.</summary>
    public void Save(CheckpointState state)
    {
        state.Set(Paths, _paths);
        _optimizer.Save(state);
        state.Save(Buffers, _store.Buffers);
        _batches.Save(state);
    }

    /// <summary>Restores them.</summary>
    /// <param name="state">The state.</param>
    /// <param name="describe">The network of a path, which is an architecture in JSON.</param>
    public void Restore(CheckpointState state, Func<string, NetworkGraph> describe)
    {
        using var seed = new TorchSeed(0);
        foreach (var path in state.Get<string[]>(Paths))
        {
            Create(path, describe(path)).Dispose();
        }

        _optimizer.Restore(state);
        state.Restore(Buffers, [.. _store.Buffers]);
        _batches.Restore(state);
    }

    private GraphNetwork Create(string path, NetworkGraph graph)
    {
        var network = new GraphNetwork(graph, _store);
        if (_store.Count > _known)
        {
            _optimizer.Add(_store.Parameters.Skip(_optimizer.Weights.Count));
            _known = _store.Count;
            _paths.Add(path);
        }

        return network;
    }
}
