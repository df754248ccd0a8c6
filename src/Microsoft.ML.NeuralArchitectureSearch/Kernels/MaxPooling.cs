using System.Runtime.CompilerServices;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels;

/// <summary>The largest pixel of a 3x3 window, one channel; of equals the first one gets the gradient, as in PyTorch.</summary>
internal readonly unsafe struct MaxPooling<TLanes> : IPooling
    where TLanes : unmanaged, ILanes<TLanes>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(MapShape input, int stride, float* source, float* target)
    {
        var output = input.Strided(stride);
        for (var row = 0; row < output.Height; row++)
        {
            var rows = Window.At(row, stride, input.Height);
            for (var column = 0; column < output.Width; column++, target += TLanes.Count)
            {
                var columns = Window.At(column, stride, input.Width);
                var largest = TLanes.Broadcast(float.NegativeInfinity);
                for (var y = rows.First; y < rows.End; y++)
                {
                    for (var x = columns.First; x < columns.End; x++)
                        largest = TLanes.Max(largest, TLanes.Load(source + (((y * input.Width) + x) * TLanes.Count)));
                }

                largest.Store(target);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddGradient(MapShape input, int stride, float* source, float* gradient, float* target)
    {
        var output = input.Strided(stride);
        for (var row = 0; row < output.Height; row++)
        {
            var rows = Window.At(row, stride, input.Height);
            for (var column = 0; column < output.Width; column++, gradient += TLanes.Count)
            {
                var columns = Window.At(column, stride, input.Width);
                var winner = Winner(input, rows, columns, source);
                Give(input, rows, columns, winner, TLanes.Load(gradient), target);
            }
        }
    }

    // The place of the largest pixel in the order of reading, in each lane.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Winner(MapShape input, Window rows, Window columns, float* source)
    {
        var largest = TLanes.Broadcast(float.NegativeInfinity);
        var winner = TLanes.Zero;
        var place = 0;
        for (var y = rows.First; y < rows.End; y++)
        {
            for (var x = columns.First; x < columns.End; x++)
            {
                var pixel = TLanes.Load(source + (((y * input.Width) + x) * TLanes.Count));
                winner = TLanes.WhereGreater(pixel, largest, TLanes.Broadcast(place++), winner);
                largest = TLanes.Max(largest, pixel);
            }
        }

        return winner;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Give(MapShape input, Window rows, Window columns, TLanes winner, TLanes gradient, float* target)
    {
        var place = 0;
        for (var y = rows.First; y < rows.End; y++)
        {
            for (var x = columns.First; x < columns.End; x++, place++)
            {
                var pixel = target + (((y * input.Width) + x) * TLanes.Count);
                var isBefore = TLanes.WhereGreater(TLanes.Broadcast(place + 0.5f), winner, gradient, TLanes.Zero);
                var share = TLanes.WhereGreater(winner, TLanes.Broadcast(place - 0.5f), isBefore, TLanes.Zero);
                (TLanes.Load(pixel) + share).Store(pixel);
            }
        }
    }
}
