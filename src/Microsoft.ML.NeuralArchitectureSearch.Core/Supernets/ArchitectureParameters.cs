using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Supernets;

/// <summary>The architecture parameters α: how strongly each edge prefers each operation, before softmax.</summary>
/// <remarks>
/// Liu et al., "DARTS: Differentiable Architecture Search" (2019), arXiv:1806.09055, Eq. (2); shared by all cells of a kind.
/// </remarks>
public sealed class ArchitectureParameters : IDisposable
{
    private const double InitialDeviation = 1e-3;

    private readonly DifferentiableCellSpace _space;

    /// <summary>Draws α from N(0, 1e-6) by torch's generator of the CPU, the normal cells' first.</summary>
    /// <param name="space">The space that is searched.</param>
    /// <param name="type">Type of the values. Default: float32.</param>
    /// <param name="device">Where the values live. Default: the CPU.</param>
    /// <exception cref="ArgumentNullException"><paramref name="space"/> is <see langword="null"/>.</exception>
    public ArchitectureParameters(DifferentiableCellSpace space, ScalarType type = ScalarType.Float32, Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(space);
        _space = space;
        Normal = Draw(type, device ?? CPU);
        Reduction = Draw(type, device ?? CPU);
    }

    /// <summary>
    /// Parameters of the normal cells, float <c>[E, O]</c>: a row for each edge, a column for each operation; a leaf that requires
    /// gradients.
    /// </summary>
    public Tensor Normal { get; }

    /// <summary>
    /// Parameters of the reduction cells, float <c>[E, O]</c>: a row for each edge, a column for each operation; a leaf that requires
    /// gradients.
    /// </summary>
    public Tensor Reduction { get; }

    /// <summary>Both, the normal cells' first.</summary>
    public IReadOnlyList<Tensor> All => [Normal, Reduction];

    /// <summary>The architecture that the parameters prefer.</summary>
    /// <returns>A member of the space.</returns>
    public Genotype Discretize() => new(Discretize(Normal), Discretize(Reduction));

    /// <inheritdoc />
    public void Dispose()
    {
        Normal.Dispose();
        Reduction.Dispose();
    }

    private CellGenotype Discretize(Tensor parameters)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var weights = parameters.softmax(1).to(ScalarType.Float64).cpu();
        using var values = weights.data<double>();
        var table = new double[_space.EdgeCount, _space.Operations.Length];
        Buffer.BlockCopy(values.ToArray(), 0, table, 0, Buffer.ByteLength(table));
        return Discretization.Discretize(_space, table);
    }

    private Tensor Draw(ScalarType type, Device device)
    {
        using var scope = NewDisposeScope();
        var draw = RunRandom.Normal([_space.EdgeCount, _space.Operations.Length]).Mul(InitialDeviation);
        return draw.to(type, device, copy: true).requires_grad_(true).DetachFromDisposeScope();
    }
}
