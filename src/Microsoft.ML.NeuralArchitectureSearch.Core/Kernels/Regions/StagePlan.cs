namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

/// <summary>ReLU, depthwise convolution, 1x1 convolution, batch normalization.</summary>
/// <param name="Kernel">Height and width of the filter.</param>
/// <param name="Stride">1 or 2.</param>
/// <param name="Dilation">Pixels between neighbouring taps.</param>
/// <param name="Depthwise">Where the filters lie among the parameters, <c>[C, k, k]</c>.</param>
/// <param name="Pointwise">Where the 1x1 weights lie among the parameters, <c>[C, C]</c>.</param>
/// <param name="Norm">The batch normalization.</param>
internal sealed record StagePlan(int Kernel, int Stride, int Dilation, int Depthwise, int Pointwise, NormPlan Norm)
{
    /// <summary>Whether there are kernels for it.</summary>
    public static bool Suits(int kernel, int stride, int dilation) =>
        kernel % 2 == 1 && kernel <= 7 && (stride is 1 or 2) && kernel / 2 * dilation <= DepthwiseShape.Margin;
}
