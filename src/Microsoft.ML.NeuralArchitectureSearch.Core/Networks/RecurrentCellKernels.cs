using Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel.Recurrent;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;
using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Networks;

/// <summary>
/// Has the kernels of the CPU compute the recurrent cells of a network for as long as it is not disposed: the same mathematics, other
/// roundings.
/// </summary>
/// <remarks>Derivatives of derivatives there are none meanwhile.</remarks>
internal sealed class RecurrentCellKernels : IDisposable
{
    private readonly HighwayCell[] _cells;

    /// <param name="network">The network, whose cells are on the CPU, float32; it stays its owner's.</param>
    /// <param name="threads">Number of threads.</param>
    public RecurrentCellKernels(nn.Module network, int threads)
    {
        _cells = CellsOf(network);
        Resources = new KernelResources(threads);
        Renew();
    }

    /// <summary>Threads and memory.</summary>
    public KernelResources Resources { get; }

    /// <summary>Puts the cells of a network onto the kernels, where it has some that they can compute.</summary>
    /// <param name="network">The network.</param>
    /// <param name="threads">Number of threads; 0 for no kernels.</param>
    /// <returns>What takes them off again, or <see langword="null"/>.</returns>
    public static RecurrentCellKernels? TryUse(nn.Module network, int threads) =>
        threads > 0 && CellsOf(network) is { Length: > 0 } cells && cells.All(Suit) ? new RecurrentCellKernels(network, threads) : null;

    /// <summary>Whether the kernels compute with the weights of a network.</summary>
    public static bool Suit(nn.Module network) =>
        network.parameters().All(parameter => parameter.dtype == ScalarType.Float32 && parameter.device_type == DeviceType.CPU);

    /// <summary>Has cells that have become other ones computed as those.</summary>
    public void Renew()
    {
        foreach (var cell in _cells)
        {
            cell.Kernels?.Dispose();
            cell.Kernels = new FusedRecurrentLayer(cell.Plan, Resources);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var cell in _cells)
        {
            cell.Kernels?.Dispose();
            cell.Kernels = null;
        }

        Resources.Dispose();
    }

    private static HighwayCell[] CellsOf(nn.Module network) => [.. network.modules().OfType<HighwayCell>()];
}
