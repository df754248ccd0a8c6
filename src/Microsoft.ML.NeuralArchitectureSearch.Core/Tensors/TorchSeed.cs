namespace Microsoft.ML.NeuralArchitectureSearch.Tensors;

/// <summary>
/// A run with a state and random numbers of its own, see <see cref="RunScope"/> and <see cref="RunDraws"/>, for as long as the object
/// lives.
/// </summary>
/// <remarks>Torch's own generators stay as they are.</remarks>
internal sealed class TorchSeed : IDisposable
{
    private readonly RunScope _scope = new();
    private readonly RunDraws _draws;

    /// <param name="seed">The seed.</param>
    public TorchSeed(int seed) => _draws = new RunDraws(seed);

    /// <inheritdoc />
    public void Dispose()
    {
        _draws.Dispose();
        _scope.Dispose();
    }
}
