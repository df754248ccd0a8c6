using System.Runtime.CompilerServices;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Planes;

/// <summary>The convolution for vectors of one width.</summary>
internal sealed unsafe class DensePlane<TRow>(DenseShape shape, DenseFrame frame) : DensePlane
    where TRow : unmanaged, ILanes<TRow>
{
    private readonly int[] _offsets = [.. frame.Offsets];
    private readonly int _vectors = (frame.Targets + TRow.Count - 1) / TRow.Count;

    private bool HasMargins => shape.Kernel != (1, 1);

    private int TargetPitch => (_vectors * TRow.Count) + TRow.Count;

    private nint FrameLength => ((nint)shape.InputShape.Channels * frame.Length) + TRow.Count;

    // The frames, of which the last vector may reach beyond the last target; a row for strided ones; the output in rows as long as the
    // frame's.
    public override nint ScratchLength => FrameLength + shape.InputShape.Width + ((nint)shape.Output.Channels * TargetPitch);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Apply(
        float* source, nint sourcePitch, PlaneActivation activation, float* packed, float* scratch, float* target, nint targetPitch)
    {
        if (HasMargins)
        {
            new Span<float>(scratch, (int)FrameLength).Clear();
        }

        for (var channel = 0; channel < shape.InputShape.Channels; channel++)
        {
            var (factor, bias) = (activation.Factor(channel), activation.Bias(channel));
            Fill(
                source + (channel * sourcePitch),
                factor,
                bias,
                activation.Clamp,
                scratch + (channel * frame.Length),
                scratch + FrameLength);
        }

        fixed (int* offsets = _offsets)
        {
            if (frame.Columns == shape.Output.Width && _vectors * TRow.Count <= targetPitch)
            {
                Dense<TRow>.Straight(shape, offsets, scratch, frame.Length, packed, target, targetPitch, _vectors);
                return;
            }

            var rows = scratch + FrameLength + shape.InputShape.Width;
            Dense<TRow>.Straight(shape, offsets, scratch, frame.Length, packed, rows, TargetPitch, _vectors);
            for (var channel = 0; channel < shape.Output.Channels; channel++)
            {
                Copy(rows + (channel * TargetPitch), target + (channel * targetPitch));
            }
        }
    }

    private void Fill(float* source, float factor, float bias, Clamp clamp, float* target, float* room)
    {
        var (height, width) = (shape.InputShape.Height, shape.InputShape.Width);
        if (!HasMargins && shape.Stride == (1, 1))
        {
            (width, height) = (width * height, 1);
        }

        for (var row = 0; row < height; row++, source += width)
        {
            if (shape.Stride.Columns == 1)
            {
                Activate(source, width, factor, bias, clamp, target + frame.Place(row, 0));
                continue;
            }

            Activate(source, width, factor, bias, clamp, room);
            for (var first = 0; first < Math.Min(shape.Stride.Columns, width); first++)
            {
                Every(shape.Stride.Columns, room + first, width - first, target + frame.Place(row, first));
            }
        }
    }

    // The last vector may overlap the one before it.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Activate(float* source, int count, float factor, float bias, Clamp clamp, float* target)
    {
        var (limits, scale, shift) = (new Clamping<TRow>(clamp), TRow.Broadcast(factor), TRow.Broadcast(bias));
        for (var pixel = 0; count >= TRow.Count && pixel < count; pixel += TRow.Count)
        {
            var first = Math.Min(pixel, count - TRow.Count);
            limits.Apply(TRow.MultiplyAdd(TRow.Load(source + first), scale, shift)).Store(target + first);
        }

        for (var pixel = 0; count < TRow.Count && pixel < count; pixel++)
        {
            target[pixel] = Math.Clamp(float.MultiplyAddEstimate(source[pixel], factor, bias), clamp.Lowest, clamp.Highest);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Every(int step, float* source, int width, float* target)
    {
        for (var column = 0; column < width; column += step)
        {
            *target++ = source[column];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Copy(float* source, float* target)
    {
        var (height, width) = (shape.Output.Height, shape.Output.Width);
        for (var row = 0; row < height; row++, source += frame.Columns, target += width)
        {
            new ReadOnlySpan<float>(source, width).CopyTo(new Span<float>(target, width));
        }
    }
}
