using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Networks;

/// <summary>
/// A trained network with all that belongs to it: raw pixels or numbers of tokens in, class probabilities out. Several threads predict at
/// once.
/// </summary>
/// <remarks>
/// All callers share the weights; the kernels have a pool of working memories, and TorchSharp's operations need none between calls.
/// </remarks>
internal sealed class ClassifierPredictor : IDisposable
{
    private readonly Callers _callers;
    private readonly GraphNetwork _network;
    private readonly IKernelNetwork? _fused;
    private readonly RecurrentCellKernels? _recurrent;
    private readonly PixelStatistics? _statistics;
    private readonly MapShape _shape;
    private readonly int _classCount;
    private readonly int _channels;
    private readonly Device _device;

    /// <param name="network">The network, on the device; owned from here on.</param>
    /// <param name="statistics">How pixels are normalised; <see langword="null"/> where inputs are numbers of tokens.</param>
    /// <param name="shape">Size of an input.</param>
    /// <param name="classCount">Number of classes.</param>
    /// <param name="device">Where the network is.</param>
    /// <param name="kernelThreads">Threads of the kernels; 0 for none. Default: as many as torch has.</param>
    public ClassifierPredictor(
        GraphNetwork network, PixelStatistics? statistics, MapShape shape, int classCount, Device device, int? kernelThreads = null)
    {
        using var scope = new RunScope(this);
        _callers = new Callers(this, Free);
        _network = network;
        _statistics = statistics;
        _shape = shape;
        _classCount = classCount;
        _channels = network.Channels;
        _device = device;
        network.eval();
        var threads = ScoringThreads.OfKernels(kernelThreads);
        _fused = KernelEngine.TryCompile(network, threads, areWeightsFrozen: true);
        _recurrent = RecurrentCellKernels.TryUse(network, threads);
    }

    public long ParameterCount => _network.ParameterCount;

    /// <summary>Whether the kernels compute the network, or parts of it.</summary>
    public bool UsesKernels => _fused is not null || _recurrent is not null;

    /// <summary>Builds the network again and reads its weights.</summary>
    /// <exception cref="FormatException">The stream ends early or holds the weights of another network.</exception>
    public static ClassifierPredictor Load(
        FinalNetwork final, PixelStatistics? statistics, MapShape shape, int classCount, Device device, int? kernelThreads,
        SavedWeights weights)
    {
        var network = SavedNetwork.Load(
            saved => final.Check(saved, shape, classCount),
            () => final.Build(shape, classCount),
            device,
            weights);
        return new(network, statistics, shape, classCount, device, kernelThreads);
    }

    /// <summary>Classifies a batch.</summary>
    /// <param name="values">Raw pixels of all images, or numbers of tokens of all texts, float32 <c>[N, C, H, W]</c>.</param>
    /// <param name="count">Number of rows (N).</param>
    /// <param name="probabilities">
    /// Filled with the softmax, float32 <c>[N, K]</c>; not-a-number where a row has a value that is none.
    /// </param>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public void Predict(Memory<float> values, int count, Span<float> probabilities)
    {
        using var call = _callers.Enter();
        using var threads = new TorchThreads(_shape, count, _channels, _device);
        using var noGradient = no_grad();
        var inputs = tensor(values[..(count * _shape.Size)], [count, _shape.Channels, _shape.Height, _shape.Width], device: CPU).to(
            _device);
        var normalized = _statistics is null ? inputs.nan_to_num(0) : _statistics.Normalize(inputs);
        var logits = _fused?.Forward(normalized).Logits ?? _network.call(normalized);   // [N, K]
        using var softmax = logits.softmax(1).cpu().contiguous().data<float>();
        softmax.CopyTo(probabilities[..(count * _classCount)]);
        if (_statistics is null)
        {
            ForgetEmptyTexts(values.Span, probabilities[..(count * _classCount)]);
        }
    }

    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public void SaveWeights(BinaryWriter writer)
    {
        using var call = _callers.Enter();
        using var scope = new RunScope(this);
        _network.save(writer);
    }

    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public void ThrowIfDisposed() => _callers.ThrowIfDisposed();

    /// <summary>Ends the use of the model. Predictions that have begun are finished; the last of them frees the network.</summary>
    public void Dispose() => _callers.Dispose();

    private void Free()
    {
        _fused?.Dispose();
        _recurrent?.Dispose();
        _network.Dispose();
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
