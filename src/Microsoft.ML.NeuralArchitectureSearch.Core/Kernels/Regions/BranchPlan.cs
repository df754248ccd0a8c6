using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Planes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

/// <summary>What is computed from one state of a cell, for one edge or for all edges on which it is the same.</summary>
/// <param name="Source">The state that it reads.</param>
internal abstract record BranchPlan(int Source)
{
    /// <summary>Size of the result.</summary>
    public abstract MapShape Result(MapShape source);

    /// <summary>Makes the branch for vectors of one width.</summary>
    public abstract Branch<TLanes> Create<TLanes>(State source)
        where TLanes : unmanaged, ILanes<TLanes>;

    /// <summary>Makes the branch for one image, whose neighbouring pixels a vector holds.</summary>
    public abstract PlaneBranch<TLanes> CreatePlane<TLanes>(PlaneMap source, PlaneFrames frames)
        where TLanes : unmanaged, ILanes<TLanes>;
}
