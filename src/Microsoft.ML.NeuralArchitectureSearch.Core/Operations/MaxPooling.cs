using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Operations;

/// <summary>Max pooling, such as <c>max_pool_3x3</c>: float <c>[N, C, H, W]</c> to <c>[N, C, ⌈H / stride⌉, ⌈W / stride⌉]</c>.</summary>
internal static class MaxPooling
{
    public static Module<Tensor, Tensor> Create(int kernel, int stride) => MaxPool2d(kernel, stride: stride, padding: kernel / 2);

    /// <summary>Windows of 2x2, each of which begins at its own pixel.</summary>
    public static Module<Tensor, Tensor> Create2x2(int stride) => Sequential(new RepeatedEdge(), MaxPool2d(2, stride: stride));
}
