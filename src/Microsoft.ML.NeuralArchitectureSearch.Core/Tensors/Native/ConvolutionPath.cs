namespace Microsoft.ML.NeuralArchitectureSearch.Tensors.Native;

/// <summary>How convolutions on the CPU are computed by TorchSharp's operations.</summary>
internal enum ConvolutionPath
{
    /// <summary>As libtorch chooses: its results are right.</summary>
    Default,

    /// <summary>By oneDNN limited to SSE4.1: with newer instructions it is wrong on this processor.</summary>
    LimitedOneDnn,

    /// <summary>By libtorch's own matrix products: oneDNN was wrong, and is switched off.</summary>
    WithoutOneDnn,
}
