using System.Runtime.CompilerServices;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Planes;

/// <summary>The pooling for vectors of one width; a vector goes down the map, each row of its windows is put together once.</summary>
internal sealed unsafe class PlanePooling<TRow, TRule> : PlanePooling
    where TRow : unmanaged, ILanes<TRow>
    where TRule : IPoolingRule<TRow>
{
    private const int Width = 3;

    private readonly PlaneFrame _frame;
    private readonly float* _framed;
    private readonly float[] _scales;
    private readonly (int Left, int Middle, int Right) _places;

    public PlanePooling(MapShape input, int stride, PlaneFrames frames)
    {
        _frame = new PlaneFrame(input.Height, input.Width, Margin: 1, stride);
        _framed = frames.Of(_frame, First(TRule.Outside));
        _places = (_frame.Place(-1, -1), _frame.Place(-1, 0), _frame.Place(-1, 1));
        _scales = [.. from row in Enumerable.Range(0, _frame.TargetHeight)
                      from column in Enumerable.Range(0, _frame.TargetWidth)
                      let count = Window.At(row, Width, stride, input.Height).Length * Window.At(column, Width, stride, input.Width).Length
                      select First(TRule.Result(TRow.Broadcast(1), count))];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Apply(float* source, float* target)
    {
        Framing<TRow>.Fill(_frame, source, factor: 1, bias: 0, Clamp.None, _framed);
        fixed (float* scales = _scales)
        {
            var width = _frame.TargetWidth;
            for (var column = 0; column < width; column += TRow.Count)
            {
                var first = Math.Min(column, width - TRow.Count);
                Strip(_framed + first, scales + first, target + first);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Strip(float* row, float* scale, float* target)
    {
        var (pitch, width, stride) = (_frame.RowPitch, _frame.TargetWidth, _frame.Stride);
        var top = Row(row);
        var middle = Row(row + pitch);
        for (var left = _frame.TargetHeight; left > 0; left--, row += stride * pitch, target += width, scale += width)
        {
            var bottom = Row(row + (2 * pitch));
            (TRule.Combine(TRule.Combine(top, middle), bottom) * TRow.Load(scale)).Store(target);
            if (stride == 1)
            {
                (top, middle) = (middle, bottom);
            }
            else if (left > 1)
            {
                (top, middle) = (bottom, Row(row + (3 * pitch)));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TRow Row(float* row) =>
        TRule.Combine(TRule.Combine(TRow.Load(row + _places.Left), TRow.Load(row + _places.Middle)), TRow.Load(row + _places.Right));

    private static float First(TRow vector)
    {
        var values = stackalloc float[TRow.Count];
        vector.Store(values);
        return values[0];
    }
}
