namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Cells;

/// <summary>What the terms of a cell need to know of a branch.</summary>
internal interface IBranch
{
    /// <summary>The branch's result, before its normalization.</summary>
    CellMap Result { get; }

    /// <summary>The normalization of the result, folded into the terms.</summary>
    Normalization? Norm { get; }
}
