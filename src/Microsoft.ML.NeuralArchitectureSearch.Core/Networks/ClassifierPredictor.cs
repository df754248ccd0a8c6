using Microsoft.ML.NeuralArchitectureSearch.Batching;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Networks;

/// <summary>A trained network with all that belongs to it: raw pixels or numbers of tokens in, class probabilities out. Safe to use from several threads.</summary>
internal sealed class ClassifierPredictor : IDisposable
{
    private readonly Lock _gate = new();
    private readonly ClassifierNetwork _network;
    private readonly FusedCellNetwork? _fused;
    private readonly RecurrentCellKernels? _recurrent;
    private readonly PixelStatistics? _statistics;
    private readonly ImageShape _shape;
    private readonly int _classCount;
    private readonly Device _device;
    private bool _disposed;

    /// <param name="network">The network, on the device; owned from here on.</param>
    /// <param name="statistics">How pixels are normalised; <see langword="null"/> where inputs are numbers of tokens.</param>
    /// <param name="shape">Size of an input.</param>
    /// <param name="classCount">Number of classes.</param>
    /// <param name="device">Where the network is.</param>
    public ClassifierPredictor(ClassifierNetwork network, PixelStatistics? statistics, ImageShape shape, int classCount, Device device)
    {
        using var scope = new RunScope(this);
        _network = network;
        _statistics = statistics;
        _shape = shape;
        _classCount = classCount;
        _device = device;
        network.eval();
        _fused = FusedCellNetwork.TryFuse(network, shape, ThreadCount.Current);
        _recurrent = RecurrentCellKernels.TryUse(network, ThreadCount.Current);
    }

    public long ParameterCount => _network.ParameterCount;

    /// <summary>Builds the network again and reads its weights.</summary>
    /// <exception cref="FormatException">The stream ends early or holds the weights of another network.</exception>
    public static ClassifierPredictor Load(
        FinalNetwork final, PixelStatistics? statistics, ImageShape shape, int classCount, Device device, SavedWeights weights) =>
        new(SavedNetwork.Load(saved => final.Check(saved, shape, classCount), () => final.Build(shape, classCount), device, weights), statistics, shape, classCount, device);

    /// <summary>Classifies a batch.</summary>
    /// <param name="values">Raw pixels of all images, or numbers of tokens of all texts, float32 <c>[N, C, H, W]</c>.</param>
    /// <param name="count">Number of rows (N).</param>
    /// <param name="probabilities">Filled with the softmax, float32 <c>[N, K]</c>; not-a-number where a row has a value that is none.</param>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public void Predict(Memory<float> values, int count, Span<float> probabilities)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(ClassifierPredictor));
            using var scope = new RunScope(this);
            using var noGradient = no_grad();
            var inputs = tensor(values[..(count * _shape.Size)], [count, _shape.Channels, _shape.Height, _shape.Width], device: CPU).to(_device);
            var normalized = _statistics is null ? inputs.nan_to_num(0) : _statistics.Normalize(inputs);
            var logits = _fused?.Forward(normalized).Logits ?? _network.call(normalized);   // [N, K]
            using var softmax = logits.softmax(1).cpu().contiguous().data<float>();
            softmax.CopyTo(probabilities[..(count * _classCount)]);
            if (_statistics is null)
            {
                ForgetEmptyTexts(values.Span, probabilities[..(count * _classCount)]);
            }
        }
    }

    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public void SaveWeights(BinaryWriter writer)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(ClassifierPredictor));
            using var scope = new RunScope(this);
            _network.save(writer);
        }
    }

    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_disposed, typeof(ClassifierPredictor));

    public void Dispose()
    {
        lock (_gate)
        {
            if (!_disposed)
            {
                _disposed = true;
                _fused?.Dispose();
                _recurrent?.Dispose();
                _network.Dispose();
            }
        }
    }

    // A pixel that is not a number makes all that is computed of it none. Of a text without a token there is no number to compute with.
    private void ForgetEmptyTexts(ReadOnlySpan<float> values, Span<float> probabilities)
    {
        for (var row = 0; row < probabilities.Length / _classCount; row++)
        {
            if (float.IsNaN(values[row * _shape.Size]))
            {
                probabilities.Slice(row * _classCount, _classCount).Fill(float.NaN);
            }
        }
    }
}
