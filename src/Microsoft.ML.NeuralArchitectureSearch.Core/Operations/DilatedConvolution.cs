namespace Microsoft.ML.NeuralArchitectureSearch.Operations;

/// <summary>ReLU, depthwise convolution that reads every second pixel, 1x1 convolution, batch normalization, such as <c>dil_conv_3x3</c>.</summary>
/// <remarks>Dilation 2, so that 3x3 weights see 5x5 pixels: Liu et al. (2019), arXiv:1806.09055, section 3.1.</remarks>
internal static class DilatedConvolution
{
    public static StagedConvolution Create(int kernel, OperationContext at) =>
        new(new ConvolutionStage(at.Channels, kernel, at.Stride, dilation: 2, at.Affine));
}
