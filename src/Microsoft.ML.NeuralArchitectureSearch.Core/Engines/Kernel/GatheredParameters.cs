using System.Collections.Immutable;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel;

/// <summary>
/// The parameters of a region that other networks share: they stay where they are, and are copied into a vector for each pass.
/// </summary>
internal sealed class GatheredParameters : IKernelParameters
{
    private readonly ImmutableArray<Tensor> _parameters;
    private readonly Dictionary<nint, int> _places = [];

    /// <param name="parameters">Parameters on the CPU, float32; they must outlive the region.</param>
    public GatheredParameters(IEnumerable<Tensor> parameters)
    {
        _parameters = [.. parameters];
        foreach (var parameter in _parameters)
        {
            _places[TensorMemory.Address(parameter)] = Count;
            Count += checked((int)parameter.numel());
        }
    }

    /// <inheritdoc />
    public int Count { get; }

    /// <inheritdoc />
    public Tensor Values => cat([.. _parameters.Select(parameter => parameter.reshape(-1))]);

    /// <inheritdoc />
    public int PlaceOf(Tensor parameter) => _places[TensorMemory.Address(parameter)];

    /// <inheritdoc />
    public void Dispose()
    {
    }
}
