using Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel.Recurrent;

namespace Microsoft.ML.NeuralArchitectureSearch.Networks;

/// <summary>
/// Has the kernels of the CPU compute a language model's loss, and its layer where they can, for as long as it is not disposed: the same
/// mathematics, other roundings.
/// </summary>
/// <remarks>Derivatives of derivatives there are none meanwhile.</remarks>
internal sealed class LanguageModelKernels : IDisposable
{
    private readonly RecurrentLanguageModel _model;
    private readonly RecurrentCellKernels _layer;

    /// <param name="model">The model, on the CPU, float32; it stays its owner's.</param>
    /// <param name="threads">Number of threads.</param>
    public LanguageModelKernels(RecurrentLanguageModel model, int threads)
    {
        (_model, _layer) = (model, new RecurrentCellKernels(model, threads));
        _model.Kernels = new FusedWordLoss(_layer.Resources);
    }

    /// <summary>Puts a model onto the kernels, where there are some for it.</summary>
    /// <param name="model">The model.</param>
    /// <param name="threads">Number of threads; 0 for no kernels.</param>
    /// <returns>What takes it off them again, or <see langword="null"/>.</returns>
    public static LanguageModelKernels? TryUse(RecurrentLanguageModel model, int threads) =>
        threads > 0 && RecurrentCellKernels.Suit(model) ? new LanguageModelKernels(model, threads) : null;

    /// <inheritdoc cref="RecurrentCellKernels.Renew" />
    public void Renew() => _layer.Renew();

    /// <inheritdoc />
    public void Dispose()
    {
        _model.Kernels?.Dispose();
        _model.Kernels = null;
        _layer.Dispose();
    }
}
