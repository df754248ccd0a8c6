using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Evaluation;

internal sealed partial class InheritedWeights
{
    private const string Parents = "parents";

    /// <summary>Saves the weights of all kept candidates.</summary>
    public void Save(CheckpointState state)
    {
        state.Set(Parents, _order.Select(architecture => new Parent(architecture.ToJson(), [.. _states[architecture].Keys])));
        foreach (var (index, architecture) in _order.Index())
        {
            state.Save($"{Parents}.{index}", _states[architecture].Values);
        }
    }

    /// <summary>Restores them.</summary>
    /// <param name="state">The state.</param>
    /// <param name="read">Reads an architecture.</param>
    public void Restore(CheckpointState state, Func<string, Architecture> read)
    {
        foreach (var (index, parent) in state.Get<Parent[]>(Parents).Index())
        {
            using var scope = NewDisposeScope();
            var architecture = read(parent.Architecture);
            _order.Enqueue(architecture);
            _states.Add(
                architecture,
                parent.Names.Index()
                    .ToDictionary(name => name.Item, name => state.Read($"{Parents}.{index}.{name.Index}").DetachFromDisposeScope()));
        }
    }

    private sealed record Parent(string Architecture, string[] Names);
}
