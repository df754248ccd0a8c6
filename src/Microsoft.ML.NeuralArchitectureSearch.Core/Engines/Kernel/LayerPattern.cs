using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel;

/// <summary>Layers of a graph that the kernels compute together.</summary>
/// <param name="Inner">The nodes whose outputs nothing else reads.</param>
internal abstract record LayerPattern(ImmutableArray<int> Inner)
{
    /// <summary>A convolution or a pooling and the batch normalization behind it.</summary>
    public sealed record Normalized(int Layer, int Norm) : LayerPattern([Layer]);

    /// <summary>A convolution with a bias, and the mask of texts behind it.</summary>
    public sealed record Biased(int Convolution, int Mask) : LayerPattern([Convolution]);

    /// <summary>A factor greater than zero, and the largest value over all tokens.</summary>
    public sealed record ScaledMaximum(int Scale, int Pooling) : LayerPattern([Scale]);

    /// <summary>ReLU, depthwise convolution, 1x1 convolution, batch normalization.</summary>
    public sealed record Stage(int Relu, int Depthwise, int Pointwise, int Norm) : LayerPattern([Depthwise, Pointwise]);

    /// <summary>ReLU, two 1x1 convolutions at stride 2, the second one pixel further, side by side, batch normalization.</summary>
    public sealed record Reduction(int Relu, int Shift, int Even, int Odd, int Joined, int Norm)
        : LayerPattern([Shift, Even, Odd, Joined]);
}
