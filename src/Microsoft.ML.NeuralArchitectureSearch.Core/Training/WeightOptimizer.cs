using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Training;

/// <summary>
/// Stochastic gradient descent with momentum, or Adam, with weight decay and a clipped gradient; the buffers of the momentum can be read.
/// </summary>
/// <remarks>The same steps as torch's <c>SGD</c> or <c>AdamW</c> after <c>clip_grad_norm_</c>. Written out because the second-order
/// architecture
/// gradient unrolls a step of the weights and needs the momentum (arXiv:1806.09055, Eq. 7).</remarks>
internal sealed partial class WeightOptimizer : IDisposable
{
    private readonly List<Parameter> _weights = [];
    private readonly List<Tensor> _velocity = [];
    private readonly List<AdamState> _states = [];
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

    /// <summary>The momentum buffer of every weight: zero before the first step. There is none where there is no momentum.</summary>
    public IReadOnlyList<Tensor> Velocity => _velocity;

    private bool HasVelocity => _options.Momentum > 0 || _options.Adam is not null;

    /// <summary>Takes further weights on, as where networks that share weights are built one by one.</summary>
    public void Add(IEnumerable<Parameter> weights)
    {
        using var scope = new RunScope();
        foreach (var weight in weights)
        {
            _weights.Add(weight);
            if (HasVelocity)
            {
                _velocity.Add(zeros_like(weight, requires_grad: false).DetachFromDisposeScope());
            }

            if (_options.Adam is not null)
            {
                _states.Add(new AdamState(zeros_like(weight, requires_grad: false).DetachFromDisposeScope()));
            }
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
        for (var index = 0; index < _weights.Count; index++)
        {
            if (gradients[index].IsInvalid)
            {
                continue;
            }

            if (_options.Adam is { } adam)
            {
                StepByAdam(index, gradients[index], scale, learningRate, adam);
                continue;
            }

            if (HasVelocity)
            {
                _velocity[index].MulInPlace(_options.Momentum).AddInPlace(gradients[index], scale)
                    .AddInPlace(Weights[index], _options.WeightDecay);
                Weights[index].AddInPlace(_velocity[index], -learningRate);
                continue;
            }

            using var direction = gradients[index].Mul(scale);
            direction.AddInPlace(Weights[index], _options.WeightDecay);
            Weights[index].AddInPlace(direction, -learningRate);
        }
    }

    // arXiv:1711.05101, Algorithm 2. A weight counts its own steps: where networks share weights, most do not make every step.
    private void StepByAdam(int index, Tensor gradient, double scale, double learningRate, AdamOptions adam)
    {
        var state = _states[index];
        var step = ++state.Steps;
        _velocity[index].MulInPlace(adam.Beta1).AddInPlace(gradient, scale * (1 - adam.Beta1));
        state.Squares.MulInPlace(adam.Beta2).AddProductInPlace(gradient, gradient, scale * scale * (1 - adam.Beta2));
        using var size = state.Squares.sqrt();
        size.DivInPlace(Math.Sqrt(1 - Math.Pow(adam.Beta2, step))).AddInPlace(adam.Epsilon);
        Weights[index].MulInPlace(1 - (learningRate * _options.WeightDecay))
            .AddQuotientInPlace(_velocity[index], size, -learningRate / (1 - Math.Pow(adam.Beta1, step)));
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var velocity in _velocity)
        {
            velocity.Dispose();
        }

        foreach (var state in _states)
        {
            state.Squares.Dispose();
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

    /// <summary>What Adam keeps of a weight, beside the mean of its gradients.</summary>
    private sealed class AdamState(Tensor squares)
    {
        public Tensor Squares => squares;

        public int Steps { get; set; }
    }
}
