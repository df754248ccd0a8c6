namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Planes;

/// <summary>factor · pixel + bias within limits: a batch normalization and an activation.</summary>
/// <param name="factors">The factor of each channel; <see langword="null"/>: 1.</param>
/// <param name="biases">The bias of each channel; <see langword="null"/>: 0.</param>
/// <param name="clamp">The activation.</param>
internal readonly unsafe struct PlaneActivation(float* factors, float* biases, Clamp clamp)
{
    /// <summary>The pixels as they are.</summary>
    public static PlaneActivation None => new(null, null, Clamp.None);

    /// <summary>The activation.</summary>
    public Clamp Clamp => clamp;

    /// <summary>The factor of a channel.</summary>
    public float Factor(int channel) => factors == null ? 1 : factors[channel];

    /// <summary>The bias of a channel.</summary>
    public float Bias(int channel) => biases == null ? 0 : biases[channel];
}
