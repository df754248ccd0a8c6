using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.Tensors.Native;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Supernets;

/// <summary>A supernet that a search space described layer by layer.</summary>
/// <remarks>Liu et al., "DARTS: Differentiable Architecture Search" (2019), arXiv:1806.09055, section 2.2.</remarks>
internal sealed class GraphSupernet : Module<Tensor, Tensor, Tensor, Tensor>
{
    private readonly GraphNetwork network;

    /// <summary>Creates a supernet with weights drawn from torch's generator.</summary>
    /// <param name="graph">What it computes.</param>
    public GraphSupernet(NetworkGraph graph)
        : base(TorchRuntime.Required(nameof(GraphSupernet)))
    {
        network = new GraphNetwork(graph);
        RegisterComponents();
    }

    /// <summary>Classifies by the mixture of all architectures.</summary>
    /// <param name="input">What the first layer reads, such as the numbers of tokens, float <c>[N, 1, 1, L]</c>.</param>
    /// <param name="normalWeights">Softmax of the normal cells' architecture parameters, float <c>[E, O]</c>.</param>
    /// <param name="reductionWeights">Softmax of the reduction cells' architecture parameters, float <c>[E, O]</c>.</param>
    /// <returns>Logits, float <c>[N, K]</c>.</returns>
    public override Tensor forward(Tensor input, Tensor normalWeights, Tensor reductionWeights)
    {
        using var scope = NewDisposeScope();
        network.Choices = new SupernetChoices(normalWeights, reductionWeights);
        try
        {
            return network.call(input).MoveToOuterDisposeScope();
        }
        finally
        {
            network.Choices = null;
        }
    }
}
