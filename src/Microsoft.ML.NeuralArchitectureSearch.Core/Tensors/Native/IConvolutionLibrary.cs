namespace Microsoft.ML.NeuralArchitectureSearch.Tensors.Native;

/// <summary>What computes convolutions on the CPU, and what can be done where it does so wrongly.</summary>
internal interface IConvolutionLibrary
{
    /// <summary>
    /// Limits oneDNN to instructions with which it is right, on processors that it is known to be wrong on. No effect once oneDNN was used.
    /// </summary>
    /// <returns>Whether there was reason to.</returns>
    bool Limit();

    /// <summary>Computes a convolution and its gradients.</summary>
    ConvolutionValues<float> Compute(ConvolutionSample sample);

    /// <summary>Has libtorch's own loops and matrix products compute convolutions from now on, in the whole process.</summary>
    void SwitchOff();
}
