using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tensors;

/// <summary>
/// Makes a seed the source of <see cref="RunRandom"/> in this thread, for as long as the object lives; then the one before goes on.
/// </summary>
internal sealed class RunDraws : IDisposable
{
    private readonly Generator? _outer = RunRandom.Current;
    private readonly Generator _own;

    /// <param name="seed">The seed.</param>
    public RunDraws(int seed)
    {
        _own = new Generator((ulong)(long)seed, CPU);
        RunRandom.Current = _own;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        RunRandom.Current = _outer;
        _own.Dispose();
    }
}
