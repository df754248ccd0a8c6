using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Evaluation.ZeroCost;

/// <summary>
/// What a zero-cost score may look at: a network that was never trained, and one mini-batch. It is used for one score only.
/// </summary>
public sealed class ZeroCostProbe : IDisposable
{
    private readonly Lazy<GraphNetwork> _network;

    internal ZeroCostProbe(NetworkGraph graph, Func<GraphNetwork> build, Tensor images, Tensor labels)
    {
        _network = new Lazy<GraphNetwork>(build);
        (Graph, Images, Labels) = (graph, images, labels);
    }

    /// <summary>What the network computes.</summary>
    public NetworkGraph Graph { get; }

    /// <summary>
    /// The network, in training mode, with first weights that come from the task's seed and the architecture. It is built when first asked
    /// for.
    /// </summary>
    public GraphNetwork Network => _network.Value;

    /// <summary>Images, float <c>[N, C, H, W]</c>.</summary>
    public Tensor Images { get; }

    /// <summary>Their classes, int64 <c>[N]</c>.</summary>
    public Tensor Labels { get; }

    /// <inheritdoc />
    public void Dispose()
    {
        if (_network.IsValueCreated)
        {
            _network.Value.Dispose();
        }
    }

    /// <summary>The convolution kernels and the matrices of linear layers with the gradient of the mini-batch's cross-entropy.</summary>
    /// <returns>Tensors in the caller's dispose scope, those without a gradient left out.</returns>
    internal IEnumerable<(Parameter Weight, Tensor Gradient)> LossGradients() =>
        Gradients(functional.cross_entropy(Network.call(Images), Labels));

    internal IEnumerable<(Parameter Weight, Tensor Gradient)> Gradients(Tensor output)
    {
        var kernels = Network.Kernels.ToArray();
        return kernels.Zip(autograd.grad([output], [.. kernels], allow_unused: true)).Where(pair => !pair.Second.IsInvalid);
    }
}
