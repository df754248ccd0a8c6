using Microsoft.ML.NeuralArchitectureSearch.Kernels;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Cells;
using TorchSharp.Modules;

namespace Microsoft.ML.NeuralArchitectureSearch.Operations.Fused;

/// <summary>A cell that says how the kernels compute it.</summary>
internal interface IPlannedCell
{
    /// <summary>Whether there are kernels for all its operations.</summary>
    bool SuitsKernels { get; }

    /// <summary>Its parameters.</summary>
    IEnumerable<Parameter> parameters(bool recurse = true);

    /// <summary>How the kernels compute the cell.</summary>
    /// <param name="plans">How they compute its operations.</param>
    /// <param name="earlier">Size of the output of the cell before the previous one.</param>
    /// <param name="previous">Size of the previous cell's output.</param>
    CellPlan Plan(BranchPlans plans, MapShape earlier, MapShape previous);
}
