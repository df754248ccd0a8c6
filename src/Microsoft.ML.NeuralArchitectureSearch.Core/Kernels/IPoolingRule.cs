using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels;

/// <summary>What pooling makes of the pixels of a window.</summary>
internal unsafe interface IPoolingRule<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <summary>What a pixel outside the map counts as.</summary>
    static abstract TLanes Outside { get; }

    /// <summary>Puts two pixels, or two groups of them, together.</summary>
    static abstract TLanes Combine(TLanes left, TLanes right);

    /// <summary>From all pixels together to the result.</summary>
    /// <param name="all">All pixels together.</param>
    /// <param name="count">Number of pixels within the map.</param>
    static abstract TLanes Result(TLanes all, int count);

    /// <summary>Adds the share of one result's gradient to the gradients of the pixels in its window.</summary>
    /// <param name="window">The window.</param>
    /// <param name="source">The input's plane.</param>
    /// <param name="gradient">Gradient of the result.</param>
    /// <param name="target">The plane of the input's gradient.</param>
    static abstract void Give(PoolingWindow window, float* source, TLanes gradient, float* target);
}
