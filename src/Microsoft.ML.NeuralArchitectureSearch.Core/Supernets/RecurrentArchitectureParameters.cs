using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Supernets;

/// <summary>The architecture parameters α of a recurrent cell: how strongly each edge prefers each activation, before softmax.</summary>
/// <remarks>Liu et al., "DARTS: Differentiable Architecture Search" (2019), arXiv:1806.09055, Eq. (2).</remarks>
internal sealed class RecurrentArchitectureParameters : IDisposable
{
    private const double InitialDeviation = 1e-3;

    private readonly RecurrentCellSpace _space;

    /// <summary>Draws α from N(0, 1e-6) by torch's generator of the CPU.</summary>
    /// <param name="space">The space that is searched.</param>
    /// <param name="type">Type of the values. Default: float32.</param>
    /// <param name="device">Where the values live. Default: the CPU.</param>
    /// <exception cref="ArgumentNullException"><paramref name="space"/> is <see langword="null"/>.</exception>
    public RecurrentArchitectureParameters(RecurrentCellSpace space, ScalarType type = ScalarType.Float32, Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(space);
        _space = space;
        using var scope = NewDisposeScope();
        var draw = RunRandom.Normal([space.EdgeCount, space.Operations.Length]).Mul(InitialDeviation);
        Values = draw.to(type, device ?? CPU, copy: true).requires_grad_(true).DetachFromDisposeScope();
    }

    /// <summary>
    /// The parameters, float <c>[E, O]</c>: a row for each edge, a column for each candidate; a leaf that requires gradients.
    /// </summary>
    public Tensor Values { get; }

    /// <summary>The cell that the parameters prefer.</summary>
    /// <returns>A member of the space.</returns>
    public RecurrentGenotype Discretize()
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        using var values = Values.softmax(1).to(ScalarType.Float64).cpu().data<double>();
        var table = new double[_space.EdgeCount, _space.Operations.Length];
        Buffer.BlockCopy(values.ToArray(), 0, table, 0, Buffer.ByteLength(table));
        return RecurrentDiscretization.Discretize(_space, table);
    }

    /// <inheritdoc />
    public void Dispose() => Values.Dispose();
}
