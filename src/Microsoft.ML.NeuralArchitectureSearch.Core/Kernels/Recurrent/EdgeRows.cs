namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Recurrent;

/// <summary>What an edge of a recurrent cell reads, for one vector of hidden units.</summary>
/// <param name="state">The state, one vector a row.</param>
/// <param name="pitch">Floats from one row of it to the next; node and gradients lie likewise.</param>
/// <param name="gates">Carry and proposal before their activations, two vectors a row.</param>
/// <param name="gatePitch">Floats from one row of them to the next.</param>
/// <param name="count">Number of rows: sequences of the mini-batch (B).</param>
internal readonly unsafe struct EdgeRows(float* state, nint pitch, float* gates, nint gatePitch, int count)
{
    public float* State => state;

    public nint Pitch => pitch;

    public float* Gates => gates;

    public nint GatePitch => gatePitch;

    public int Count => count;
}
