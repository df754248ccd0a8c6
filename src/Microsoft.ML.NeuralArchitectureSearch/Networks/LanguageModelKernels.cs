using Microsoft.ML.NeuralArchitectureSearch.Kernels.Cells;
using Microsoft.ML.NeuralArchitectureSearch.Operations.Fused;
using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Networks;

/// <summary>Has the kernels of the CPU compute a language model's loss, and its layer where they can, for as long as it is not disposed: the same mathematics, other roundings.</summary>
/// <remarks>Derivatives of derivatives there are none meanwhile.</remarks>
internal sealed class LanguageModelKernels : IDisposable
{
    private readonly RecurrentLanguageModel _model;
    private readonly HighwayCell? _cell;
    private readonly KernelResources _resources;

    /// <param name="model">The model, on the CPU, float32; it stays its owner's.</param>
    /// <param name="threads">Number of threads.</param>
    public LanguageModelKernels(RecurrentLanguageModel model, int threads)
    {
        (_model, _cell, _resources) = (model, model.Layer as HighwayCell, new KernelResources(threads));
        _cell?.Kernels = new FusedRecurrentLayer(_cell.Plan, _resources);
        _model.Kernels = new FusedWordLoss(_resources);
    }

    /// <summary>Puts a model onto the kernels, where there are some for it.</summary>
    /// <param name="model">The model.</param>
    /// <param name="threads">Number of threads; 0 for no kernels.</param>
    /// <returns>What takes it off them again, or <see langword="null"/>.</returns>
    public static LanguageModelKernels? TryUse(RecurrentLanguageModel model, int threads) =>
        threads > 0
        && model.parameters().All(parameter => parameter.dtype == ScalarType.Float32 && parameter.device_type == DeviceType.CPU)
            ? new LanguageModelKernels(model, threads)
            : null;

    /// <summary>Has a layer whose cell has become another one computed as that one.</summary>
    public void Renew()
    {
        _cell?.Kernels?.Dispose();
        _cell?.Kernels = new FusedRecurrentLayer(_cell.Plan, _resources);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _cell?.Kernels?.Dispose();
        _cell?.Kernels = null;
        _model.Kernels?.Dispose();
        _model.Kernels = null;
        _resources.Dispose();
    }
}
