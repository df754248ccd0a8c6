using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Training;

/// <summary>Seeds torch's default generator for as long as the object lives; afterwards the generator goes on as if nothing had happened.</summary>
/// <remarks>The generator of the CPU is put back. Those of other devices are seeded as well, but torch offers no way to put them back.</remarks>
internal sealed class TorchSeed : IDisposable
{
    private readonly Tensor _before;

    public TorchSeed(int seed)
    {
        _before = get_rng_state().DetachFromDisposeScope();
        manual_seed(seed);
    }

    public void Dispose()
    {
        set_rng_state(_before);
        _before.Dispose();
    }
}
