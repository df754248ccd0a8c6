using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Supernets;
using NUnit.Framework;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Supernets;

/// <summary>
/// The same supernet twice, by TorchSharp's operations in float64 and by the kernels, with a mini-batch and architecture parameters.
/// </summary>
internal sealed class SupernetPair : IDisposable
{
    private const int Neighbours = 32;
    private readonly GraphSupernet _reference;
    private readonly GraphSupernet _kernels;
    private readonly Tensor _images;
    private readonly Tensor _labels;
    private readonly Tensor _normal;
    private readonly Tensor _reduction;

    public SupernetPair(DartsCellSpace space, int channels, int cells, MapShape shape, int images, int threads = 1, int? lanes = null)
    {
        var graph = space.DescribeSupernet(new NetworkSize(shape, 10) { Channels = channels, Cells = cells });
        _reference = new GraphSupernet(graph);
        _kernels = new GraphSupernet(graph);
        _kernels.load_state_dict(_reference.state_dict());
        _reference.to(ScalarType.Float64);
        _kernels.UseKernels(threads, lanes);
        Assert.That(_kernels.KernelShare, Is.GreaterThan(0.9));
        (_images, _labels) = (randn([images, shape.Channels, shape.Height, shape.Width]), randint(10, [images]));
        (_normal, _reduction) = (randn([space.EdgeCount, space.Operations.Length]), randn([space.EdgeCount, space.Operations.Length]));
    }

    /// <summary>Names of the running statistics, with those of both.</summary>
    public IEnumerable<(string Name, Tensor Own, Tensor Exact)> Statistics =>
        _kernels.named_buffers().Zip(_reference.named_buffers(), (own, other) => (own.name, own.buffer, other.buffer));

    /// <summary>Logits, and gradients of normal and reduction cells' architecture parameters and of all weights, by the kernels.</summary>
    public Tensor[] OfKernels() => Differentiate(_kernels, _kernels.Weights, _images, ScalarType.Float32);

    /// <summary>The same in float64.</summary>
    public Tensor[] Exact() => Differentiate(_reference, _reference.Weights, _images, ScalarType.Float64);

    /// <summary>Logits in evaluation mode, without gradients: of the kernels, and in float64.</summary>
    public (Tensor Own, Tensor Exact) Evaluate()
    {
        using var noGradient = no_grad();
        _kernels.eval();
        _reference.eval();
        var (normal, reduction) = (_normal.softmax(-1), _reduction.softmax(-1));
        return (
            _kernels.call(_images, normal, reduction),
            _reference.call(_images.to(ScalarType.Float64), normal.to(ScalarType.Float64), reduction.to(ScalarType.Float64)));
    }

    /// <summary>
    /// The largest error against float64, on the images themselves or on images that differ by noise as large as float32's roundings.
    /// </summary>
    /// <remarks>
    /// At the kinks of ReLU and max pooling a rounding decides which way a gradient goes; float64 then goes that way for some of the images
    /// nearby.
    /// </remarks>
    /// <param name="own">What the kernels made of the images.</param>
    /// <param name="bound">An error that is small enough.</param>
    public double ErrorNearby(Tensor[] own, double bound)
    {
        const double Rounding = 3e-7;
        var least = Error(own, Exact());
        var images = _images.to(ScalarType.Float64);
        for (var neighbour = 0; neighbour < Neighbours && least >= bound; neighbour++)
        {
            using var scope = NewDisposeScope();
            var nearby = images * (1 + (Rounding * randn_like(images)));
            least = Math.Min(least, Error(own, Differentiate(_reference, _reference.Weights, nearby, ScalarType.Float64)));
        }

        return least;
    }

    /// <summary>The norm of the difference as a share of the norm.</summary>
    public static double Error(Tensor actual, Tensor expected)
    {
        using var scope = NewDisposeScope();
        var right = expected.to(ScalarType.Float64);
        return (actual.to(ScalarType.Float64).sub(right).norm() / right.norm().clamp_min(1e-12)).item<double>();
    }

    /// <summary>The largest of the errors.</summary>
    public static double Error(Tensor[] actual, Tensor[] expected) => actual.Zip(expected, Error).Max();

    /// <inheritdoc />
    public void Dispose()
    {
        _kernels.Dispose();
        _reference.Dispose();
    }

    /// <summary>Logits, and gradients of the architecture parameters and, as one vector, of the weights where there are any.</summary>
    public static Tensor[] Differentiate(
        Module<Tensor, Tensor, Tensor, Tensor> network, IEnumerable<Tensor> weights, Tensor images, Tensor labels, (Tensor, Tensor) alphas,
        ScalarType type)
    {
        var (normal, reduction) = (alphas.Item1.to(type, copy: true).requires_grad_(true), alphas.Item2.to(type, copy: true)
            .requires_grad_(true));
        var logits = network.call(images.to(type), normal.softmax(-1), reduction.softmax(-1));
        var gradients = autograd.grad([functional.cross_entropy(logits, labels)], [normal, reduction, .. weights]);
        var flat = gradients.Skip(2).Select(gradient => gradient.reshape(-1)).ToArray();
        return flat.Length == 0 ? [logits, gradients[0], gradients[1]] : [logits, gradients[0], gradients[1], cat(flat)];
    }

    private Tensor[] Differentiate(
        Module<Tensor, Tensor, Tensor, Tensor> network,
        IEnumerable<Tensor> weights,
        Tensor images,
        ScalarType type) =>
        Differentiate(network, weights, images, _labels, (_normal, _reduction), type);
}
