using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel;

/// <summary>
/// The parameters of a module as one vector: the parameters stay what they are, but lie in its memory, one behind the other.
/// </summary>
/// <remarks>
/// A step of the optimizer then takes a handful of calls instead of some for each parameter; the state dict does not notice.
/// </remarks>
internal sealed class FlatParameters : IKernelParameters
{
    private readonly Dictionary<nint, int> _places = [];

    /// <param name="parameters">Parameters on the CPU, float32.</param>
    public FlatParameters(IReadOnlyCollection<Parameter> parameters)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var all = cat([.. parameters.Select(parameter => parameter.reshape(-1))]).clone(); // TorchSharp's cat of one tensor is that tensor
        long place = 0;
        foreach (var parameter in parameters)
        {
            parameter.set_(all.narrow(0, place, parameter.numel()).view(parameter.shape));
            _places[TensorMemory.Address(parameter)] = (int)place;
            place += parameter.numel();
        }

        Values = new Parameter(all);
        Values.DetachFromDisposeScope();
    }

    /// <summary>The vector, float32 <c>[P]</c>: the region is differentiated by it.</summary>
    public Parameter Values { get; }

    /// <inheritdoc />
    public int Count => (int)Values.numel();

    /// <inheritdoc />
    Tensor IKernelParameters.Values => Values;

    /// <inheritdoc />
    public int PlaceOf(Tensor parameter) => _places[TensorMemory.Address(parameter)];

    /// <inheritdoc />
    public void Dispose() => Values.Dispose();
}
