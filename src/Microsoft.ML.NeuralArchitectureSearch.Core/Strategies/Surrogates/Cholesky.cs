namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Surrogates;

/// <summary>Linear equations with a symmetric positive definite matrix.</summary>
internal static class Cholesky
{
    /// <summary>Solves A x = b by A = L L'.</summary>
    /// <param name="matrix">A, its rows up to the diagonal; overwritten by L.</param>
    /// <param name="right">b; overwritten by x.</param>
    /// <param name="beforeRow">Called before every row of L; it may throw.</param>
    /// <returns>x.</returns>
    public static double[] Solve(double[][] matrix, double[] right, Action? beforeRow = null)
    {
        for (var row = 0; row < right.Length; row++)
        {
            beforeRow?.Invoke();
            for (var column = 0; column <= row; column++)
            {
                var rest = matrix[row][column] - Product(matrix[row], matrix[column], column);
                matrix[row][column] = column == row ? Math.Sqrt(rest) : rest / matrix[column][column];
            }

            right[row] = (right[row] - Product(matrix[row], right, row)) / matrix[row][row];
        }

        for (var row = right.Length - 1; row >= 0; row--)
        {
            right[row] /= matrix[row][row];
            for (var column = 0; column < row; column++)
            {
                right[column] -= matrix[row][column] * right[row];
            }
        }

        return right;
    }

    private static double Product(double[] one, double[] other, int count)
    {
        var product = 0.0;
        for (var index = 0; index < count; index++)
        {
            product += one[index] * other[index];
        }

        return product;
    }
}
