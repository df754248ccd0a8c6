using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Training;

/// <summary>Stochastic gradient descent with momentum, weight decay and a clipped gradient, whose momentum buffers can be read.</summary>
/// <remarks>The same steps as torch's <c>SGD</c> after <c>clip_grad_norm_</c>. Written out because the second-order architecture
/// gradient unrolls a step of the weights and needs the momentum (arXiv:1806.09055, Eq. 7).</remarks>
internal sealed class WeightOptimizer : IDisposable
{
    private readonly List<Parameter> _weights = [];
    private readonly List<Tensor> _velocity = [];
    private readonly WeightOptimizerOptions _options;

    /// <param name="weights">The weights, on the device that they stay on.</param>
    /// <param name="options">How a step is made.</param>
    public WeightOptimizer(IEnumerable<Parameter> weights, WeightOptimizerOptions options)
    {
        _options = options;
        Add(weights);
    }

    /// <summary>The weights that a step changes.</summary>
    public IReadOnlyList<Parameter> Weights => _weights;

    /// <summary>The momentum buffer of every weight: zero before the first step.</summary>
    public IReadOnlyList<Tensor> Velocity => _velocity;

    /// <summary>Takes further weights on, as where networks that share weights are built one by one.</summary>
    public void Add(IEnumerable<Parameter> weights)
    {
        foreach (var weight in weights)
        {
            _weights.Add(weight);
            _velocity.Add(zeros_like(weight, requires_grad: false).DetachFromDisposeScope());
        }
    }

    /// <summary>Differentiates a loss and makes one step downhill. Weights that the loss does not depend on stay as they are.</summary>
    /// <param name="loss">The loss, a scalar.</param>
    /// <param name="learningRate">Length of the step.</param>
    public void Step(Tensor loss, double learningRate)
    {
        using var scope = NewDisposeScope();
        var gradients = autograd.grad([loss], [.. Weights], allow_unused: true);
        using var noGradient = no_grad();
        var scale = Scale(gradients);
        for (var index = 0; index < _velocity.Count; index++)
        {
            if (gradients[index].IsInvalid)
            {
                continue;
            }

            _velocity[index].mul_(_options.Momentum).add_(gradients[index], scale).add_(Weights[index], _options.WeightDecay);
            Weights[index].add_(_velocity[index], -learningRate);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var velocity in _velocity)
        {
            velocity.Dispose();
        }
    }

    private double Scale(IEnumerable<Tensor> gradients)
    {
        var norms = gradients.Where(gradient => !gradient.IsInvalid).Select(gradient => gradient.norm()).ToList();
        if (norms.Count == 0)
        {
            return 1;
        }

        var norm = stack(norms).norm().to(ScalarType.Float64).item<double>();
        return Math.Min(1, _options.GradientClipping / (norm + 1e-6));
    }
}
