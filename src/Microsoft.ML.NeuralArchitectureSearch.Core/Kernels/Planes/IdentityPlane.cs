using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Planes;

/// <summary>The state as it is.</summary>
internal sealed class IdentityPlane<TLanes>(PlaneMap source) : PlaneBranch<TLanes>(source, source, norm: null)
    where TLanes : unmanaged, ILanes<TLanes>;
