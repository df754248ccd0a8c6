using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;

namespace Microsoft.ML.NeuralArchitectureSearch.Networks;

/// <summary>A network that a search space described layer by layer.</summary>
internal sealed record FinalGraphNetwork : FinalNetwork
{
    /// <param name="architecture">What the network is built of.</param>
    /// <param name="graph">Its layers.</param>
    public FinalGraphNetwork(Architecture architecture, NetworkGraph graph) => (Architecture, Graph) = (architecture, graph);

    public override Architecture Architecture { get; }

    /// <summary>The layers.</summary>
    public NetworkGraph Graph { get; }

    public override void Check(SavedWeights weights, MapShape shape, int classCount) => weights.CheckHold(Graph.ValueCount);

    public override ClassifierNetwork Build(MapShape shape, int classCount) => new GraphNetwork(Graph);
}
