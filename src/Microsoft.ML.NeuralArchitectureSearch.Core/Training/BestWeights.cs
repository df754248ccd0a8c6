using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Training;

/// <summary>Keeps the weights that did best on a text held out.</summary>
internal sealed partial class BestWeights(IReadOnlyList<Parameter> weights) : IDisposable
{
    private Tensor[] _best = [];
    private double _loss = double.PositiveInfinity;

    /// <summary>Keeps the present weights where they are better than all before.</summary>
    public void Offer(double loss)
    {
        if (!(loss < _loss))
        {
            return;
        }

        Dispose();
        using var scope = NewDisposeScope();
        _loss = loss;
        _best = [.. weights.Select(weight => weight.detach().clone().DetachFromDisposeScope())];
    }

    /// <summary>Gives the network the best weights, if there are any.</summary>
    public void Restore()
    {
        using var noGradient = no_grad();
        for (var index = 0; index < _best.Length; index++)
        {
            weights[index].copy_(_best[index]);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var weight in _best)
        {
            weight.Dispose();
        }
    }
}
