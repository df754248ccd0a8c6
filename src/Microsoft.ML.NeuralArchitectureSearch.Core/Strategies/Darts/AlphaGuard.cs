using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;

/// <summary>Copies of α before a step; they undo a step to values that are not finite.</summary>
/// <param name="alphas">The architecture parameters.</param>
internal sealed class AlphaGuard(IReadOnlyList<Tensor> alphas) : IDisposable
{
    private readonly Tensor[] _before = [.. alphas.Select(alpha => alpha.detach().clone())];

    /// <summary>Restores the copies unless all values are finite.</summary>
    /// <returns>Whether they were restored.</returns>
    public bool Undo()
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        if (alphas.All(alpha => alpha.isfinite().all().item<bool>()))
        {
            return false;
        }

        foreach (var (alpha, before) in alphas.Zip(_before))
        {
            alpha.copy_(before);
        }

        return true;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var before in _before)
        {
            before.Dispose();
        }
    }
}
