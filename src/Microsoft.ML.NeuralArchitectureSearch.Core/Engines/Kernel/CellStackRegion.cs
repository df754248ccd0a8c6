using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

namespace Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel;

/// <summary>Cells one behind the other as one region: each reads the outputs of the two before it, the first ones the inputs.</summary>
internal static class CellStackRegion
{
    /// <param name="cells">The cells, on the CPU, float32.</param>
    /// <param name="first">Size of what the first cell reads as the output before the previous one.</param>
    /// <param name="second">Size of what it reads as the previous output; <see langword="null"/> where both are the same map.</param>
    /// <param name="exposed">The cells whose outputs are handed out, in order.</param>
    /// <param name="parameters">The parameters of the cells.</param>
    public static RegionPlan Plan(
        IEnumerable<IPlannedCell> cells, MapShape first, MapShape? second, ImmutableArray<int> exposed, IKernelParameters parameters)
    {
        var (region, branches) = (new RegionBuilder(), new BranchPlans(parameters));
        var earlier = region.AddInput(first);
        var previous = second is { } shape ? region.AddInput(shape) : earlier;
        var outputs = new List<int>();
        foreach (var cell in cells)
        {
            outputs.Add(cell.AddTo(region, branches, earlier, previous));
            (earlier, previous) = (previous, outputs[^1]);
        }

        return region.Build([.. exposed.Select(cell => outputs[cell])], parameters.Count);
    }
}
