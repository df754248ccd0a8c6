using System.Runtime.CompilerServices;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels;

/// <summary>The mean of the pixels that exist in a 3x3 window, one channel.</summary>
internal readonly unsafe struct AveragePooling<TLanes> : IPooling
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
                var sum = TLanes.Zero;
                for (var y = rows.First; y < rows.End; y++)
                {
                    for (var x = columns.First; x < columns.End; x++)
                        sum += TLanes.Load(source + (((y * input.Width) + x) * TLanes.Count));
                }

                (sum * TLanes.Broadcast(1f / (rows.Length * columns.Length))).Store(target);
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
                var share = TLanes.Load(gradient) * TLanes.Broadcast(1f / (rows.Length * columns.Length));
                for (var y = rows.First; y < rows.End; y++)
                {
                    for (var x = columns.First; x < columns.End; x++)
                    {
                        var pixel = target + (((y * input.Width) + x) * TLanes.Count);
                        (TLanes.Load(pixel) + share).Store(pixel);
                    }
                }
            }
        }
    }
}
