namespace Microsoft.ML.NeuralArchitectureSearch.Kernels;

/// <summary>Pooling over 3x3 windows, one channel.</summary>
internal unsafe interface IPooling
{
    /// <param name="input">Size of the input.</param>
    /// <param name="stride">1 or 2.</param>
    /// <param name="source">The input's plane.</param>
    /// <param name="target">The output's plane; overwritten.</param>
    static abstract void Forward(MapShape input, int stride, float* source, float* target);

    /// <param name="input">Size of the input.</param>
    /// <param name="stride">1 or 2.</param>
    /// <param name="source">The input's plane.</param>
    /// <param name="gradient">Gradient of the output.</param>
    /// <param name="target">The input's gradient, which is added to.</param>
    static abstract void AddGradient(MapShape input, int stride, float* source, float* gradient, float* target);
}
