namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Cells;

/// <summary>A state of a cell: one of its inputs, or a sum of branches.</summary>
/// <param name="shape">Its size.</param>
internal sealed class CellState(MapShape shape)
{
    public CellMap Values { get; } = new(shape);

    public CellMap Gradient { get; } = new(shape);

    /// <summary>Its summands; none of an input.</summary>
    public List<Term> Terms { get; } = [];

    /// <summary>Its first channel in the cell's output; negative where it is not part of it.</summary>
    public int OutputChannel { get; set; } = -1;

    /// <summary>Whether its gradient is needed in the present backward pass.</summary>
    public bool NeedsGradient { get; set; }
}
