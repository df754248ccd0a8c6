using System.Runtime.CompilerServices;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels;

/// <summary>A <see cref="Clamp"/> as vectors.</summary>
internal readonly struct Clamping<TLanes>(Clamp clamp)
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly TLanes _lowest = TLanes.Broadcast(clamp.Lowest);
    private readonly TLanes _highest = TLanes.Broadcast(clamp.Highest);

    /// <returns>The value within the limits; not a number where the value is none.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Apply(TLanes value) => TLanes.Min(_highest, TLanes.Max(_lowest, value));

    /// <returns>The gradient where the value, or what became of it, lies within the limits; 0 elsewhere.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Pass(TLanes value, TLanes gradient) =>
        TLanes.WhereGreater(value, _lowest, TLanes.WhereGreater(_highest, value, gradient, TLanes.Zero), TLanes.Zero);
}
