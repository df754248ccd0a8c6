using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Training;

/// <summary>The mean of a network's weights over the steps since the object was made.</summary>
/// <remarks>Polyak and Juditsky (1992); Merity et al. (2018), arXiv:1708.02182, section 3.</remarks>
internal sealed partial class AveragedWeights : IDisposable
{
    private readonly IReadOnlyList<Parameter> _weights;
    private readonly Tensor[] _means;
    private long _count;

    public AveragedWeights(IReadOnlyList<Parameter> weights)
    {
        _weights = weights;
        _means = [.. weights.Select(weight => weight.detach().clone().DetachFromDisposeScope())];
    }

    /// <summary>Takes the present weights into the mean.</summary>
    public void Add()
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        _count++;
        for (var index = 0; index < _means.Length; index++)
        {
            _means[index].AddInPlace(_weights[index].sub(_means[index]), 1.0 / _count);
        }
    }

    /// <summary>Exchanges the weights and their mean; a second time puts them back.</summary>
    public void Exchange()
    {
        using var noGradient = no_grad();
        for (var index = 0; index < _means.Length; index++)
        {
            using var weight = _weights[index].detach().clone();
            _weights[index].copy_(_means[index]);
            _means[index].copy_(weight);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var mean in _means)
        {
            mean.Dispose();
        }
    }
}
