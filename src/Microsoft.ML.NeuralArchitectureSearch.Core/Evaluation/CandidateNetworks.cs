using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Training;

namespace Microsoft.ML.NeuralArchitectureSearch.Evaluation;

/// <summary>
/// The networks of a task's candidates: what they look like, what they cost, which seed each gets, and whether work on them may go on.
/// </summary>
internal sealed class CandidateNetworks
{
    private readonly SearchTask _task;
    private readonly INetworkSpace _space;
    private readonly NetworkSize _size;

    /// <exception cref="ArgumentNullException">There is no task.</exception>
    /// <exception cref="ArgumentException">The task's space does not say which networks its architectures stand for.</exception>
    public CandidateNetworks(SearchTask task, int? channels, int? layers)
    {
        ArgumentNullException.ThrowIfNull(task);
        _task = task;
        _space = task.Space as INetworkSpace
            ?? throw new ArgumentException(
                $"A space whose networks can be built is needed, an {nameof(INetworkSpace)}; found {task.Space}.",
                nameof(task));
        _size = new NetworkSize(task.Examples.Shape, task.Examples.ClassCount) { Channels = channels, Cells = layers };
    }

    /// <summary>Size of the images.</summary>
    public MapShape Shape => _size.Shape;

    /// <exception cref="ArgumentException">The architecture does not belong to the space.</exception>
    public NetworkGraph Describe(Architecture architecture) =>
        _space.Contains(architecture)
            ? Described(architecture)
            : throw new ArgumentException($"{architecture} does not belong to {_space}.", nameof(architecture));

    /// <summary>Draws an architecture.</summary>
    public Architecture Sample(Random random) => _space.Draw(random);

    /// <exception cref="FormatException">The text is no architecture of the space.</exception>
    public Architecture FromJson(string json) => _space.FromJson(json);

    private NetworkGraph Described(Architecture architecture) =>
        NetworkGraph.Fitting(_space.Describe(architecture, _size), _size, $"{_space.GetType().Name}.{nameof(INetworkSpace.Describe)}");

    /// <exception cref="OperationCanceledException">The evaluation or the task was cancelled.</exception>
    public void ThrowIfCancelled(CancellationToken cancellation) => _task.ThrowIfCancelled(cancellation);

    /// <inheritdoc cref="CandidateTask.SeedOf" />
    public int SeedOf(Architecture architecture) => _task.SeedOf(architecture);

    public static ImmutableSortedDictionary<string, double> CostsOf(NetworkGraph graph) =>
        ImmutableSortedDictionary<string, double>.Empty.Add(CostNames.Parameters, graph.ParameterCount)
            .Add(CostNames.MultiplyAdds, graph.MultiplyAdds);
}
