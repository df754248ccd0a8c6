namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Cells;

/// <summary>A state of a cell: one of its inputs, or a sum of branches.</summary>
/// <param name="values">Its values.</param>
/// <param name="gradient">Their gradient.</param>
internal sealed class CellState(CellMap values, CellMap gradient)
{
    public CellMap Values => values;

    public CellMap Gradient => gradient;

    /// <summary>Its summands; none of an input.</summary>
    public List<Term> Terms { get; } = [];

    /// <summary>Whether its gradient holds the share of later cells when the cell's backward pass begins.</summary>
    public bool IsGradientBegun { get; set; }

    /// <summary>Whether its gradient is needed in the present backward pass.</summary>
    public bool NeedsGradient { get; set; }
}
