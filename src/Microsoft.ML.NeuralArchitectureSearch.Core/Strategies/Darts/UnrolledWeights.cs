using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;

/// <summary>Moves a network's weights for a while; disposing the object brings them back exactly.</summary>
internal sealed class UnrolledWeights : IDisposable
{
    private readonly IReadOnlyList<Parameter> _weights;
    private readonly Tensor[] _original;

    public UnrolledWeights(IReadOnlyList<Parameter> weights)
    {
        _weights = weights;
        _original = [.. weights.Select(weight => weight.detach().clone())];
    }

    /// <summary>Puts the weights where a step of SGD from the original ones would.</summary>
    /// <param name="step">The step.</param>
    /// <param name="gradient">Gradient of the training loss, one tensor for each weight.</param>
    /// <param name="scale">What the gradient is multiplied by.</param>
    public void Step(UnrolledStep step, IReadOnlyList<Tensor> gradient, double scale = 1)
    {
        using var noGradient = no_grad();
        for (var index = 0; index < _original.Length; index++)
        {
            using var scope = NewDisposeScope();
            var direction = gradient[index].Mul(scale).AddInPlace(_original[index], step.WeightDecay);
            if (step.Velocity.Count > 0)
            {
                direction.AddInPlace(step.Velocity[index], step.Momentum);
            }

            _weights[index].copy_(_original[index]).AddInPlace(direction, -step.LearningRate);
        }
    }

    /// <summary>Puts the weights at the original ones plus a multiple of a direction.</summary>
    /// <param name="direction">The direction, one tensor for each weight.</param>
    /// <param name="factor">The multiple.</param>
    public void Shift(IReadOnlyList<Tensor> direction, double factor)
    {
        using var noGradient = no_grad();
        for (var index = 0; index < _original.Length; index++)
        {
            _weights[index].copy_(_original[index]).AddInPlace(direction[index], factor);
        }
    }

    /// <summary>Puts the weights at the original ones.</summary>
    public void Restore()
    {
        using var noGradient = no_grad();
        for (var index = 0; index < _original.Length; index++)
        {
            _weights[index].copy_(_original[index]);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Restore();
        foreach (var weight in _original)
        {
            weight.Dispose();
        }
    }
}
