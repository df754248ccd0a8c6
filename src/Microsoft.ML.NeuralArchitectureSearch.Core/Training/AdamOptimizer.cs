using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Training;

/// <summary>Adam on the gradients that the parameters hold; with weight decay as a part of the gradient.</summary>
/// <remarks>
/// Kingma and Ba (2015), arXiv:1412.6980, Algorithm 1, to the bit as torch's <c>Adam</c>. Written out because TorchSharp's own passes
/// numbers that
/// nobody holds (see <see cref="Tensors.HeldScalars"/>).
/// </remarks>
internal sealed partial class AdamOptimizer : IDisposable
{
    private readonly Parameter[] _weights;
    private readonly Tensor[] _means;
    private readonly Tensor[] _squares;
    private readonly long[] _steps;
    private readonly AdamOptions _options;
    private readonly double _weightDecay;

    /// <param name="weights">What is trained, on the device that it stays on.</param>
    /// <param name="learningRate">Length of a step.</param>
    /// <param name="options">Decay of the averages.</param>
    /// <param name="weightDecay">Share of a weight that is added to its gradient.</param>
    public AdamOptimizer(IEnumerable<Parameter> weights, double learningRate, AdamOptions options, double weightDecay = 0)
    {
        using var scope = new RunScope();
        (LearningRate, _options, _weightDecay) = (learningRate, options, weightDecay);
        _weights = [.. weights];
        _means = Zeros();
        _squares = Zeros();
        _steps = new long[_weights.Length];
    }

    /// <summary>Length of the next step.</summary>
    public double LearningRate { get; set; }

    /// <summary>The moving mean of each weight's gradient.</summary>
    public IReadOnlyList<Tensor> Means => _means;

    /// <summary>The moving mean of each weight's squared gradient.</summary>
    public IReadOnlyList<Tensor> Squares => _squares;

    /// <summary>How many steps each weight has made.</summary>
    public Span<long> Steps => _steps;

    /// <summary>Sets the gradients to zero.</summary>
    public void ClearGradients()
    {
        foreach (var weight in _weights)
        {
            using var gradient = weight.grad;
            gradient?.zero_();
        }
    }

    /// <summary>Makes a step; weights without a gradient stay as they are.</summary>
    public void Step()
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        for (var index = 0; index < _weights.Length; index++)
        {
            if (_weights[index].grad is { } gradient)
            {
                Step(index, _weightDecay == 0 ? gradient : gradient.Add(_weights[index], _weightDecay));
            }
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var state in _means.Concat(_squares))
        {
            state.Dispose();
        }
    }

    private void Step(int index, Tensor gradient)
    {
        var step = ++_steps[index];
        _means[index].MulInPlace(_options.Beta1).AddInPlace(gradient, 1 - _options.Beta1);
        _squares[index].MulInPlace(_options.Beta2).AddProductInPlace(gradient, gradient, 1 - _options.Beta2);
        var size = _squares[index].sqrt().DivInPlace(Math.Sqrt(1 - Math.Pow(_options.Beta2, step))).AddInPlace(_options.Epsilon);
        _weights[index].AddQuotientInPlace(_means[index], size, -(LearningRate / (1 - Math.Pow(_options.Beta1, step))));
    }

    private Tensor[] Zeros() => [.. _weights.Select(weight => zeros_like(weight, requires_grad: false).DetachFromDisposeScope())];
}
