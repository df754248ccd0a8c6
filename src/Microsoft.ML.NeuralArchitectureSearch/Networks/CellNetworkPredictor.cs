using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Networks;

/// <summary>A trained network with all that belongs to it: raw pixels in, class probabilities out. Safe to use from several threads.</summary>
internal sealed class CellNetworkPredictor : IDisposable
{
    private readonly Lock _gate = new();
    private readonly ClassifierNetwork _network;
    private readonly FusedCellNetwork? _fused;
    private readonly PixelStatistics _statistics;
    private readonly ImageShape _shape;
    private readonly int _classCount;
    private readonly Device _device;
    private bool _disposed;

    /// <param name="network">The network, on the device; owned from here on.</param>
    /// <param name="statistics">How pixels are normalised.</param>
    /// <param name="shape">Size of the images.</param>
    /// <param name="classCount">Number of classes.</param>
    /// <param name="device">Where the network is.</param>
    public CellNetworkPredictor(ClassifierNetwork network, PixelStatistics statistics, ImageShape shape, int classCount, Device device)
    {
        _network = network;
        _statistics = statistics;
        _shape = shape;
        _classCount = classCount;
        _device = device;
        network.eval();
        _fused = FusedCellNetwork.TryFuse(network, shape, get_num_threads());
    }

    public long ParameterCount => _network.ParameterCount;

    /// <summary>Builds the network again and reads its weights.</summary>
    /// <exception cref="FormatException">The stream ends early or holds the weights of another network.</exception>
    public static CellNetworkPredictor Load(
        FinalNetwork final, PixelStatistics statistics, ImageShape shape, int classCount, Device device, BinaryReader weights)
    {
        // The first weights are drawn and then overwritten: the caller's generator must not notice.
        using var seed = new TorchSeed(0);
        var network = final.Build(shape, classCount);
        try
        {
            network.load(weights);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            network.Dispose();
            throw new FormatException("The model file is damaged: its weights are cut short or belong to another network.", exception);
        }

        network.to(device);
        return new CellNetworkPredictor(network, statistics, shape, classCount, device);
    }

    /// <summary>Classifies a batch.</summary>
    /// <param name="pixels">Raw pixels of all images, float32 <c>[N, C, H, W]</c>.</param>
    /// <param name="count">Number of images (N).</param>
    /// <param name="probabilities">Filled with the softmax, float32 <c>[N, K]</c>.</param>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public void Predict(Memory<float> pixels, int count, Span<float> probabilities)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(CellNetworkPredictor));
            using var scope = NewDisposeScope();
            using var noGradient = no_grad();
            var images = tensor(pixels[..(count * _shape.Size)], [count, _shape.Channels, _shape.Height, _shape.Width]);
            var normalized = _statistics.Normalize(images.to(_device));
            var logits = FusedCellNetwork.PaysFor(count) && _fused is not null
                ? _fused.Forward(normalized).Logits
                : _network.call(normalized);                                                // [N, K]
            using var values = logits.softmax(1).cpu().contiguous().data<float>();
            values.CopyTo(probabilities[..(count * _classCount)]);
        }
    }

    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public void SaveWeights(BinaryWriter writer)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(CellNetworkPredictor));
            _network.save(writer);
        }
    }

    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_disposed, typeof(CellNetworkPredictor));

    public void Dispose()
    {
        lock (_gate)
        {
            if (!_disposed)
            {
                _disposed = true;
                _fused?.Dispose();
                _network.Dispose();
            }
        }
    }
}
