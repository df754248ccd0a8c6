using System.Runtime.CompilerServices;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels;

/// <summary>Maps of texts of which only what lies before the end of each text counts.</summary>
internal static unsafe class Masking<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <param name="mask">1 for a token, 0 behind the end; null where all values count.</param>
    /// <param name="values">A channel; zero behind the end afterwards.</param>
    /// <param name="positions">Length of the channel.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply(float* mask, float* values, int positions)
    {
        if (mask == null)
        {
            return;
        }

        for (var end = values + ((nint)positions * TLanes.Count); values < end; values += TLanes.Count, mask += TLanes.Count)
        {
            (TLanes.Load(values) * TLanes.Load(mask)).Store(values);
        }
    }

    /// <param name="values">A channel.</param>
    /// <param name="mask">1 for a token, 0 behind the end.</param>
    /// <param name="positions">Length of the channel.</param>
    /// <returns>The sum of the tokens' values and the sum of their squares.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (float Sum, float Squares) Moments(float* values, float* mask, int positions)
    {
        var (sum, squares) = (TLanes.Zero, TLanes.Zero);
        for (var end = values + ((nint)positions * TLanes.Count); values < end; values += TLanes.Count, mask += TLanes.Count)
        {
            var value = TLanes.Load(values);
            var token = value * TLanes.Load(mask);
            (sum, squares) = (sum + token, TLanes.MultiplyAdd(token, value, squares));
        }

        return (sum.Sum(), squares.Sum());
    }
}
