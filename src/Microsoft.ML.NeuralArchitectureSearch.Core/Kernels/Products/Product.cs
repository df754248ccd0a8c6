using System.Runtime.CompilerServices;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Products;

/// <summary>
/// Products of matrices: a tall left one, and one or two vectors of columns of the right one, which a first-level cache holds.
/// </summary>
internal static unsafe partial class Product<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <summary>Computes columns of a product.</summary>
    /// <param name="left">The left matrix.</param>
    /// <param name="right">The first of the columns of the right matrix, row by row; <c>left.Columns</c> rows.</param>
    /// <param name="rightPitch">Floats from one of its rows to the next.</param>
    /// <param name="target">The first of the columns of the product; <c>left.Rows</c> rows.</param>
    /// <param name="targetPitch">Floats from one of its rows to the next.</param>
    /// <param name="vectors">Number of vectors of columns: 1 or 2.</param>
    /// <param name="adds">Whether to add to the target instead of overwriting it.</param>
    public static void Columns(Matrix left, float* right, nint rightPitch, float* target, nint targetPitch, int vectors, bool adds)
    {
        if (vectors == 2)
        {
            Pairs(left, right, rightPitch, target, targetPitch, adds);
        }
        else
        {
            Singles(left, right, rightPitch, target, targetPitch, adds);
        }
    }

    private static void Pairs(Matrix left, float* right, nint rightPitch, float* target, nint targetPitch, bool adds)
    {
        var row = 0;
        var most = TLanes.Count == 16 ? 12 : 8;
        for (; row + most <= left.Rows; row += most, target += most * targetPitch)
        {
            if (TLanes.Count == 16)
            {
                TwelvePairs(left.Row(row), left.RowStep, left.ColumnStep, right, rightPitch, left.Columns, target, targetPitch, adds);
            }
            else
            {
                EightPairs(left.Row(row), left.RowStep, left.ColumnStep, right, rightPitch, left.Columns, target, targetPitch, adds);
            }
        }

        for (; row + 4 <= left.Rows; row += 4, target += 4 * targetPitch)
        {
            FourPairs(left.Row(row), left.RowStep, left.ColumnStep, right, rightPitch, left.Columns, target, targetPitch, adds);
        }

        for (; row < left.Rows; row++, target += targetPitch)
        {
            OnePair(left.Row(row), left.RowStep, left.ColumnStep, right, rightPitch, left.Columns, target, targetPitch, adds);
        }
    }

    private static void Singles(Matrix left, float* right, nint rightPitch, float* target, nint targetPitch, bool adds)
    {
        var row = 0;
        for (; row + 8 <= left.Rows; row += 8, target += 8 * targetPitch)
        {
            EightSingles(left.Row(row), left.RowStep, left.ColumnStep, right, rightPitch, left.Columns, target, targetPitch, adds);
        }

        for (; row < left.Rows; row++, target += targetPitch)
        {
            OneSingle(left.Row(row), left.RowStep, left.ColumnStep, right, rightPitch, left.Columns, target, targetPitch, adds);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(TLanes first, TLanes second, float* target, bool adds)
    {
        Put(first, target, adds);
        Put(second, target + TLanes.Count, adds);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(TLanes sum, float* target, bool adds)
    {
        if (adds)
        {
            sum += TLanes.Load(target);
        }

        sum.Store(target);
    }
}
