using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Planes;

/// <summary>Engines that evaluate one image at a time.</summary>
internal static class PlaneEngine
{
    /// <param name="plan">The region.</param>
    /// <param name="widest">The most pixels in a vector: 16, 8 or 4.</param>
    public static RegionEngine Create(RegionPlan plan, int widest) => widest switch
    {
        16 => new PlaneEngine<Lanes16>(plan),
        8 => new PlaneEngine<Lanes8>(plan),
        4 => new PlaneEngine<Lanes4>(plan),
        _ => throw new ArgumentOutOfRangeException(
            nameof(widest),
            widest,
            $"There are kernels for {string.Join(", ", LaneCount.All)} lanes."),
    };
}
