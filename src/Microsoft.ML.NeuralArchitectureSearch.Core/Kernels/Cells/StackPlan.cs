using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Cells;

/// <summary>Cells one behind the other: each reads the outputs of the two before it, the first ones the inputs.</summary>
internal sealed record StackPlan
{
    /// <summary>The cells.</summary>
    public required ImmutableArray<CellPlan> Cells { get; init; }

    /// <summary>The cells whose outputs are handed out, in order; the last cell is the last of them.</summary>
    public required ImmutableArray<int> Exposed { get; init; }

    /// <summary>Whether both inputs of the first cell are the same map.</summary>
    public required bool SharesInput { get; init; }

    /// <summary>Number of trainable parameters.</summary>
    public required int ParameterCount { get; init; }
}
