using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

namespace Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel;

/// <summary>Nodes of a graph as a region.</summary>
/// <param name="Plan">The region.</param>
/// <param name="Inputs">The nodes that are its inputs.</param>
/// <param name="Outputs">The nodes that are its outputs.</param>
/// <param name="DropPaths">The node that may drop each term in training; negative for none.</param>
internal sealed record CompiledRegion(
    RegionPlan Plan,
    ImmutableArray<int> Inputs,
    ImmutableArray<int> Outputs,
    ImmutableArray<int> DropPaths);
