using Microsoft.ML.NeuralArchitectureSearch.Tensors.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tensors;

/// <summary>
/// The state of torch that a piece of work is done in, whatever the caller's; when the object is disposed, the caller's is back.
/// </summary>
/// <remarks>
/// Gradients are recorded and no tensor is made for inference only. Tensors belong to a scope of the work, not to the caller's: they die
/// with it unless
/// they are detached. Until then the scope holds them, and so no collection frees a tensor that native code still reads; the same goes for
/// the owner.
/// </remarks>
internal sealed class RunScope : IDisposable
{
    private readonly object? _owner;
    private readonly IDisposable _gradients;
    private readonly DisposeScope _tensors;

    /// <param name="owner">The object whose tensors the work uses; it is not collected before the work ends.</param>
    /// <exception cref="DllNotFoundException">TorchSharp's native library cannot be loaded.</exception>
    public RunScope(object? owner = null)
    {
        TorchRuntime.Require();
        _owner = owner;
        _gradients = inference_mode(false);
        _tensors = NewDisposeScope();
        _ = ThreadCount.Current; // A thread that is new to torch takes its number of threads over while no other run sets its own.
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _tensors.Dispose();
        _gradients.Dispose();
        GC.KeepAlive(_owner);
    }
}
