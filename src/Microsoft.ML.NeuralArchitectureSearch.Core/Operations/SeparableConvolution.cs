namespace Microsoft.ML.NeuralArchitectureSearch.Operations;

/// <summary>ReLU, depthwise convolution, 1x1 convolution, batch normalization, all applied twice, such as <c>sep_conv_3x3</c>.</summary>
/// <remarks>Applied twice as in Zoph et al. (2018), arXiv:1707.07012; the stride is that of the first half.</remarks>
internal static class SeparableConvolution
{
    public static StagedConvolution Create(int kernel, OperationContext at) => new(
        new ConvolutionStage(at.Channels, kernel, at.Stride, dilation: 1, at.Affine),
        new ConvolutionStage(at.Channels, kernel, stride: 1, dilation: 1, at.Affine));

    /// <summary>The first half alone, such as <c>sep_conv_3x3_once</c>.</summary>
    public static StagedConvolution CreateOnce(int kernel, OperationContext at) =>
        new(new ConvolutionStage(at.Channels, kernel, at.Stride, dilation: 1, at.Affine));
}
