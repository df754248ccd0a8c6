using System.Runtime.CompilerServices;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Planes;

/// <summary>
/// The filter for vectors of one width: a vector goes down the map, so that even a map as narrow as a vector fills the processor's
/// pipeline.
/// </summary>
internal sealed unsafe class PlaneFilter<TRow> : PlaneFilter
    where TRow : unmanaged, ILanes<TRow>
{
    private readonly PlaneFrame _frame;
    private readonly Clamp _clamp;
    private readonly float* _framed;
    private readonly int[] _offsets;

    public PlaneFilter(PlaneWindow window, Clamp clamp, PlaneFrames frames)
    {
        (_frame, _clamp) = (window.Frame, clamp);
        _framed = frames.Of(_frame, outside: 0);
        _offsets = [.. from row in Enumerable.Range(0, window.Kernel)
                       from column in Enumerable.Range(0, window.Kernel)
                       select _frame.Place((row * window.Dilation) - window.Reach, (column * window.Dilation) - window.Reach)];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Apply(float* source, float factor, float bias, float* weights, float* target)
    {
        Framing<TRow>.Fill(_frame, source, factor, bias, _clamp, _framed);
        fixed (int* offsets = _offsets)
        {
            var width = _frame.TargetWidth;
            for (var column = 0; column < width; column += TRow.Count)
            {
                var first = Math.Min(column, width - TRow.Count);
                Depthwise<TRow>.Run(
                    _framed + first, _frame.TargetRowPitch, weights, offsets, _offsets.Length, target + first, width, _frame.TargetHeight);
            }
        }
    }
}
