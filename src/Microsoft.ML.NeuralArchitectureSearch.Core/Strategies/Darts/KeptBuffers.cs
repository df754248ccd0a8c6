using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;

/// <summary>
/// Brings a network's buffers, batch normalization's running statistics, back to what they were when the object was made.
/// </summary>
internal sealed class KeptBuffers : IDisposable
{
    private readonly Tensor[] _buffers;
    private readonly Tensor[] _original;

    public KeptBuffers(Module network)
    {
        _buffers = [.. network.buffers()];
        _original = [.. _buffers.Select(buffer => buffer.clone())];
    }

    /// <inheritdoc />
    public void Dispose()
    {
        using var noGradient = no_grad();
        for (var index = 0; index < _buffers.Length; index++)
        {
            _buffers[index].copy_(_original[index]);
            _original[index].Dispose();
        }
    }
}
