using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Operations;

/// <summary>Average pooling over the pixels that exist, such as <c>avg_pool_3x3</c>: float <c>[N, C, H, W]</c> to <c>[N, C, ⌈H / stride⌉, ⌈W / stride⌉]</c>.</summary>
internal static class AveragePooling
{
    public static Module<Tensor, Tensor> Create(int kernel, int stride) =>
        AvgPool2d(kernel, stride: stride, padding: kernel / 2, count_include_pad: false);

    /// <summary>Windows of 2x2, each of which begins at its own pixel.</summary>
    public static Module<Tensor, Tensor> Create2x2(int stride) => Sequential(new RepeatedEdge(), AvgPool2d(2, stride: stride));
}
