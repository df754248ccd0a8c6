namespace Microsoft.ML.NeuralArchitectureSearch.Kernels;

/// <summary>A matrix of weights in memory.</summary>
/// <param name="start">Its first value.</param>
/// <param name="rows">Number of rows.</param>
/// <param name="columns">Number of columns.</param>
/// <param name="rowStep">Floats from one row to the next.</param>
/// <param name="columnStep">Floats from one column to the next.</param>
internal readonly unsafe struct Matrix(float* start, int rows, int columns, int rowStep, int columnStep)
{
    /// <summary>A matrix whose rows follow each other.</summary>
    public Matrix(float* start, int rows, int columns)
        : this(start, rows, columns, columns, columnStep: 1)
    {
    }

    /// <summary>Number of rows.</summary>
    public int Rows => rows;

    /// <summary>Number of columns.</summary>
    public int Columns => columns;

    /// <summary>Floats from one row to the next.</summary>
    public int RowStep => rowStep;

    /// <summary>Floats from one column to the next.</summary>
    public int ColumnStep => columnStep;

    /// <summary>Rows as columns.</summary>
    public Matrix Transposed => new(start, columns, rows, columnStep, rowStep);

    public float* Row(int row) => start + (row * rowStep);
}
