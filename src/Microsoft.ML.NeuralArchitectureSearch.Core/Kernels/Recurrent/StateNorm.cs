using System.Runtime.CompilerServices;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Recurrent;

/// <summary>Batch normalization without parameters of one vector of hidden units, over the rows of a mini-batch.</summary>
internal static unsafe class StateNorm<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <param name="values">One vector a row.</param>
    /// <param name="pitch">Floats from one row to the next.</param>
    /// <param name="rows">Number of rows (B).</param>
    /// <returns>Mean and biased variance, the latter from the differences from the mean.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (TLanes Mean, TLanes Variance) Statistics(float* values, nint pitch, int rows)
    {
        var (share, sum, squares) = (TLanes.Broadcast(1f / rows), TLanes.Zero, TLanes.Zero);
        var value = values;
        for (var row = 0; row < rows; row++, value += pitch)
        {
            sum += TLanes.Load(value);
        }

        var mean = sum * share;
        value = values;
        for (var row = 0; row < rows; row++, value += pitch)
        {
            var difference = TLanes.Load(value) - mean;
            squares = TLanes.MultiplyAdd(difference, difference, squares);
        }

        return (mean, squares * share);
    }

    /// <summary>Overwrites values by (value - mean) · factor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply(float* values, nint pitch, int rows, TLanes mean, TLanes factor)
    {
        for (; rows > 0; rows--, values += pitch)
        {
            ((TLanes.Load(values) - mean) * factor).Store(values);
        }
    }

    /// <summary>
    /// Overwrites the gradient of normalized values by that of the values before, where mean and variance were those of the rows.
    /// </summary>
    /// <param name="gradient">The gradient, one vector a row.</param>
    /// <param name="normalized">The normalized values.</param>
    /// <param name="pitch">Floats from one row to the next, of both.</param>
    /// <param name="rows">Number of rows (B).</param>
    /// <param name="factor">1 / √(variance + ε).</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Differentiate(float* gradient, float* normalized, nint pitch, int rows, TLanes factor)
    {
        var (sum, product, share) = (TLanes.Zero, TLanes.Zero, TLanes.Broadcast(1f / rows));
        for (nint row = 0; row < rows; row++)
        {
            var value = TLanes.Load(gradient + (row * pitch));
            sum += value;
            product = TLanes.MultiplyAdd(value, TLanes.Load(normalized + (row * pitch)), product);
        }

        (sum, product) = (sum * share, product * share);
        for (nint row = 0; row < rows; row++, gradient += pitch)
        {
            ((TLanes.Load(gradient) - sum - (product * TLanes.Load(normalized + (row * pitch)))) * factor).Store(gradient);
        }
    }

    /// <summary>Overwrites the gradient where mean and variance were constants.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scale(float* gradient, nint pitch, int rows, TLanes factor)
    {
        for (; rows > 0; rows--, gradient += pitch)
        {
            (TLanes.Load(gradient) * factor).Store(gradient);
        }
    }
}
