using System.Runtime.CompilerServices;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels;

/// <summary>x · ReLU6(x + 3) / 6 of one channel, and its gradient.</summary>
/// <remarks>Howard et al., "Searching for MobileNetV3" (2019), arXiv:1905.02244, section 5.2.</remarks>
internal static unsafe class HardSwish<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <param name="source">The values.</param>
    /// <param name="target">Overwritten.</param>
    /// <param name="positions">Vectors of the channel.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply(float* source, float* target, int positions)
    {
        var (three, six, sixth) = (TLanes.Broadcast(3), TLanes.Broadcast(6), TLanes.Broadcast(1f / 6));
        for (var end = source + ((nint)positions * TLanes.Count); source < end; source += TLanes.Count, target += TLanes.Count)
        {
            var value = TLanes.Load(source);
            var gate = TLanes.Min(six, TLanes.Max(TLanes.Zero, value + three));
            (value * gate * sixth).Store(target);
        }
    }

    /// <param name="source">The values.</param>
    /// <param name="gradient">Gradient of the result.</param>
    /// <param name="target">Gradient of the values; added to.</param>
    /// <param name="positions">Vectors of the channel.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddGradient(float* source, float* gradient, float* target, int positions)
    {
        var (three, minusThree) = (TLanes.Broadcast(3), TLanes.Broadcast(-3));
        var (third, half, one) = (TLanes.Broadcast(1f / 3), TLanes.Broadcast(0.5f), TLanes.Broadcast(1));
        for (
            var end = source + ((nint)positions * TLanes.Count);
            source < end;
            source += TLanes.Count, gradient += TLanes.Count, target += TLanes.Count)
        {
            var value = TLanes.Load(source);
            var inner = TLanes.WhereGreater(value, three, one, TLanes.MultiplyAdd(value, third, half));
            var slope = TLanes.WhereGreater(minusThree, value, TLanes.Zero, inner);
            TLanes.MultiplyAdd(TLanes.Load(gradient), slope, TLanes.Load(target)).Store(target);
        }
    }
}
