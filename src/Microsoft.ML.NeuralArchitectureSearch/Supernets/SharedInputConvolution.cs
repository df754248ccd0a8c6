using Microsoft.ML.NeuralArchitectureSearch.Operations;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Supernets;

/// <summary>The depthwise and 1x1 convolutions of several edges as one or two calls.</summary>
internal static class SharedInputConvolution
{
    /// <summary>Convolves one input by the weights of every edge.</summary>
    /// <param name="input">Float <c>[N, C, H, W]</c>.</param>
    /// <param name="stages">The same stage of the same operation on n edges.</param>
    /// <returns>Float <c>[N, n · C, H / stride, W / stride]</c>.</returns>
    public static Tensor Shared(Tensor input, IReadOnlyList<ConvolutionStage> stages) =>
        IsFused(stages[0], input.size(1))
            ? Convolve(input, Fused(stages), stages[0], groups: 1)
            : Separate(input.repeat(1, stages.Count, 1, 1), stages);

    /// <summary>Convolves each block of channels by the weights of its edge.</summary>
    /// <param name="input">Float <c>[N, n · C, H, W]</c>.</param>
    /// <param name="stages">The same stage of the same operation on n edges.</param>
    /// <returns>Float <c>[N, n · C, H / stride, W / stride]</c>.</returns>
    public static Tensor Own(Tensor input, IReadOnlyList<ConvolutionStage> stages) =>
        IsFused(stages[0], input.size(1) / stages.Count)
            ? Convolve(input, Fused(stages), stages[0], groups: stages.Count)
            : Separate(input, stages);

    // A depthwise convolution followed by a 1x1 convolution is one dense convolution whose weights are products. With few channels
    // it is the faster one, backward above all: libtorch has no fast kernels for depthwise convolutions, least for dilated ones.
    private static bool IsFused(ConvolutionStage stage, long channels) => channels <= (stage.Dilation > 1 ? 64 : 16);

    // [n · C, C, k, k]
    private static Tensor Fused(IEnumerable<ConvolutionStage> stages) =>
        cat([.. stages.Select(stage => stage.Depthwise.weight.transpose(0, 1) * stage.Pointwise.weight)]);

    private static Tensor Separate(Tensor input, IReadOnlyList<ConvolutionStage> stages)
    {
        var depthwise = cat([.. stages.Select(stage => (Tensor)stage.Depthwise.weight)]);     // [n · C, 1, k, k]
        var pointwise = cat([.. stages.Select(stage => (Tensor)stage.Pointwise.weight)]);     // [n · C, C, 1, 1]
        var each = Convolve(input, depthwise, stages[0], groups: input.size(1));
        return functional.conv2d(each, pointwise, groups: stages.Count);
    }

    private static Tensor Convolve(Tensor input, Tensor weights, ConvolutionStage geometry, long groups) => functional.conv2d(
        input,
        weights,
        null,
        [geometry.Stride, geometry.Stride],
        [geometry.Padding, geometry.Padding],
        [geometry.Dilation, geometry.Dilation],
        groups);
}
