using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels;

/// <summary>
/// A convolution that mixes channels, with its gradients, by the faster algorithm for its shape: one block of images at a time.
/// </summary>
/// <remarks>
/// A training step packs the weights once for all blocks; sums of the weights' gradient are cleared, added to block by block (each thread
/// its own) and
/// finished once.
/// </remarks>
internal static unsafe class DenseConvolution<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <summary>Floats of the weights as the forward pass reads them.</summary>
    public static int ForwardLength(DenseShape shape) =>
        shape.Winograd is null ? DensePacking.ForwardLength(shape) : WinogradPacking<TLanes>.ForwardLength(shape);

    /// <summary>Floats of the weights as the gradient by the input reads them.</summary>
    public static int BackwardLength(DenseShape shape) =>
        shape.Winograd is null ? DensePacking.BackwardLength(shape) : WinogradPacking<TLanes>.BackwardLength(shape);

    /// <summary>Floats of scratch that every operation takes.</summary>
    public static nint ScratchLength(DenseShape shape) =>
        shape.Winograd is null ? DenseGradient<TLanes>.ScratchLength(shape) : WinogradGradient<TLanes>.ScratchLength(shape);

    /// <summary>Floats of the sums of the weights' gradient.</summary>
    public static int SumsLength(DenseShape shape) =>
        shape.Winograd is null ? DenseGradient<TLanes>.SumsLength(shape) : WinogradGradient<TLanes>.SumsLength(shape);

    /// <summary>Orders the weights for the forward pass.</summary>
    /// <param name="shape">The convolution.</param>
    /// <param name="weights"><c>[O, I / groups, kernel height, kernel width]</c>.</param>
    /// <param name="packed">Overwritten.</param>
    public static void PackForward(DenseShape shape, float* weights, float* packed)
    {
        if (shape.Winograd is null)
        {
            DensePacking.Forward(shape, weights, packed);
        }
        else
        {
            WinogradPacking<TLanes>.Forward(shape, weights, packed);
        }
    }

    /// <summary>Orders the weights for the gradient by the input.</summary>
    /// <param name="shape">The convolution.</param>
    /// <param name="weights"><c>[O, I / groups, kernel height, kernel width]</c>.</param>
    /// <param name="packed">Overwritten.</param>
    public static void PackBackward(DenseShape shape, float* weights, float* packed)
    {
        if (shape.Winograd is null)
        {
            DensePacking.Backward(shape, weights, packed);
        }
        else
        {
            WinogradPacking<TLanes>.Backward(shape, weights, packed);
        }
    }

    /// <summary>Some rows of the output.</summary>
    /// <param name="shape">The convolution.</param>
    /// <param name="strip">One of the shape's strips.</param>
    /// <param name="source">The input, a plane with margins for each channel.</param>
    /// <param name="packed">The weights by <see cref="PackForward"/>.</param>
    /// <param name="scratch">Overwritten.</param>
    /// <param name="target">The output from its first row on, rows without margins; the strip is overwritten.</param>
    /// <param name="targetPitch">Floats from one output channel to the next.</param>
    public static void Forward(
        DenseShape shape, RowRange strip, float* source, float* packed, float* scratch, float* target, nint targetPitch)
    {
        if (shape.Winograd is null)
        {
            Dense<TLanes>.Forward(shape, strip, source, packed, target, targetPitch);
        }
        else
        {
            Winograd<TLanes>.Forward(shape, WinogradShape.TileRows(strip), source, packed, scratch, target, targetPitch);
        }
    }

    /// <summary>The gradient by the input.</summary>
    /// <param name="shape">The convolution.</param>
    /// <param name="gradient">The output's gradient, a plane with margins for each channel.</param>
    /// <param name="packed">The weights by <see cref="PackBackward"/>.</param>
    /// <param name="scratch">Overwritten.</param>
    /// <param name="target">The input's gradient, rows without margins; overwritten.</param>
    /// <param name="targetPitch">Floats from one input channel to the next.</param>
    public static void InputGradient(DenseShape shape, float* gradient, float* packed, float* scratch, float* target, nint targetPitch)
    {
        if (shape.Winograd is null)
        {
            Dense<TLanes>.InputGradient(shape, gradient, packed, target, targetPitch);
            return;
        }

        foreach (var strip in shape.Strips)
        {
            Winograd<TLanes>.InputGradient(shape, WinogradShape.TileRows(strip), gradient, packed, scratch, target, targetPitch);
        }
    }

    /// <summary>Adds some rows of the output to the sums of the weights' gradient.</summary>
    /// <param name="shape">The convolution.</param>
    /// <param name="strip">One of the shape's strips.</param>
    /// <param name="source">The input, a plane with margins for each channel.</param>
    /// <param name="gradient">The output's gradient, a plane with margins for each channel.</param>
    /// <param name="scratch">Overwritten.</param>
    /// <param name="sums">What the strip is added to.</param>
    public static void AddWeightGradient(DenseShape shape, RowRange strip, float* source, float* gradient, float* scratch, float* sums)
    {
        if (shape.Winograd is null)
        {
            DenseGradient<TLanes>.Add(shape, strip, source, gradient, scratch, sums);
        }
        else
        {
            WinogradGradient<TLanes>.Add(shape, WinogradShape.TileRows(strip), source, gradient, scratch, sums);
        }
    }

    /// <summary>Adds the sums to the gradient of the weights.</summary>
    /// <param name="shape">The convolution.</param>
    /// <param name="sums">The sums.</param>
    /// <param name="target"><c>[O, I / groups, kernel height, kernel width]</c>.</param>
    public static void FinishWeightGradient(DenseShape shape, float* sums, float* target)
    {
        if (shape.Winograd is null)
        {
            DenseGradient<TLanes>.Finish(shape, sums, target);
        }
        else
        {
            WinogradGradient<TLanes>.Finish(shape, sums, target);
        }
    }
}
