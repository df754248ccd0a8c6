using Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;
using TorchSharp.Modules;

namespace Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel;

/// <summary>A cell that the kernels compute.</summary>
internal interface IPlannedCell
{
    /// <summary>Whether there are kernels for all its operations.</summary>
    bool SuitsKernels { get; }

    /// <summary>Its parameters.</summary>
    IEnumerable<Parameter> parameters(bool recurse = true);

    /// <summary>Adds the cell to a region.</summary>
    /// <param name="plans">How the kernels compute its operations.</param>
    /// <param name="region">The region.</param>
    /// <param name="earlier">The state that is the output of the cell before the previous one.</param>
    /// <param name="previous">The state that is the previous cell's output.</param>
    /// <returns>The state that is the cell's output.</returns>
    int AddTo(RegionBuilder region, BranchPlans plans, int earlier, int previous);
}
