using TorchSharp.Modules;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;

/// <summary>Keeps what is computed meanwhile from being differentiable by a network's weights, which saves time and memory.</summary>
internal sealed class FrozenWeights : IDisposable
{
    private readonly IReadOnlyList<Parameter> _weights;

    public FrozenWeights(IReadOnlyList<Parameter> weights)
    {
        _weights = weights;
        Freeze(true);
    }

    /// <inheritdoc />
    public void Dispose() => Freeze(false);

    private void Freeze(bool isFrozen)
    {
        foreach (var weight in _weights)
        {
            weight.requires_grad_(!isFrozen);
        }
    }
}
