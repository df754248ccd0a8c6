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
        stages[0].IsFasterFused
            ? stages[0].Convolve(input, Fused(stages), groups: 1)
            : Separate(input.repeat(1, stages.Count, 1, 1), stages);

    /// <summary>Convolves each block of channels by the weights of its edge.</summary>
    /// <param name="input">Float <c>[N, n · C, H, W]</c>.</param>
    /// <param name="stages">The same stage of the same operation on n edges.</param>
    /// <returns>Float <c>[N, n · C, H / stride, W / stride]</c>.</returns>
    public static Tensor Own(Tensor input, IReadOnlyList<ConvolutionStage> stages) =>
        stages[0].IsFasterFused
            ? stages[0].Convolve(input, Fused(stages), groups: stages.Count)
            : Separate(input, stages);

    // [n · C, C, k, k]
    private static Tensor Fused(IEnumerable<ConvolutionStage> stages) =>
        cat([.. stages.Select(stage => stage.FusedWeights())]);

    private static Tensor Separate(Tensor input, IReadOnlyList<ConvolutionStage> stages)
    {
        var depthwise = cat([.. stages.Select(stage => (Tensor)stage.Depthwise.weight)]);     // [n · C, 1, k, k]
        var pointwise = cat([.. stages.Select(stage => (Tensor)stage.Pointwise.weight)]);     // [n · C, C, 1, 1]
        var each = stages[0].Convolve(input, depthwise, groups: input.size(1));
        return functional.conv2d(each, pointwise, groups: stages.Count);
    }
}
