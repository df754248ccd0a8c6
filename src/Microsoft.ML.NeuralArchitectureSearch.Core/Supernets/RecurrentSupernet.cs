using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Tensors.Native;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Supernets;

/// <summary>A language model whose recurrent cell is the mixture of all cells of a space.</summary>
/// <remarks>
/// Liu et al., "DARTS: Differentiable Architecture Search" (2019), arXiv:1806.09055, section 3.1.2 and appendix A.1.2. The output of the
/// cell is the mean over all
/// nodes, also where the space's cells average only some of them.
/// </remarks>
internal sealed class RecurrentSupernet : Module<Tensor, Tensor, Tensor, LanguageModelOutput>
{
    private readonly RecurrentLanguageModel model;
    private readonly RecurrentSearchCell _cell;

    /// <summary>Creates a supernet with weights drawn from torch's generator.</summary>
    /// <param name="space">The space.</param>
    /// <param name="options">Size and dropout, everything set, see <see cref="LanguageModelOptions.ScaledTo"/>.</param>
    /// <param name="vocabularySize">Number of different tokens (V), at least 2.</param>
    /// <exception cref="ArgumentNullException">The space or the options are missing.</exception>
    /// <exception cref="ArgumentException">An option is not set.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The vocabulary is too small.</exception>
    public RecurrentSupernet(RecurrentCellSpace space, LanguageModelOptions options, int vocabularySize)
        : base(TorchRuntime.Required(nameof(RecurrentSupernet)))
    {
        ArgumentNullException.ThrowIfNull(space);
        RecurrentLanguageModel.CheckSet(options);
        _cell = new RecurrentSearchCell(space, options.HiddenSize!.Value, options.HiddenSize.Value)
        {
            InputDropout = options.CellInputDropout!.Value,
            HiddenDropout = options.HiddenDropout!.Value,
        };
        model = new RecurrentLanguageModel(_cell, options, vocabularySize);
        register_module(nameof(model), model);
    }

    /// <summary>Number of trainable weights; the architecture parameters are not among them.</summary>
    public long ParameterCount => model.ParameterCount;

    /// <inheritdoc cref="LanguageModelKernels.TryUse" />
    internal LanguageModelKernels? TryUseKernels(int threads) => LanguageModelKernels.TryUse(model, threads);

    /// <inheritdoc cref="RecurrentLanguageModel.InitialState" />
    public Tensor InitialState(long texts) => model.InitialState(texts);

    /// <summary>Reads a piece of some texts by the mixture of all cells.</summary>
    /// <param name="tokens">The tokens, int64 <c>[T, B]</c>; while training at least two texts (B), for the normalization.</param>
    /// <param name="state">The state behind what was read before.</param>
    /// <param name="weights">Softmax of the architecture parameters, float <c>[E, O]</c>.</param>
    /// <returns>As <see cref="RecurrentLanguageModel.forward"/>.</returns>
    public override LanguageModelOutput forward(Tensor tokens, Tensor state, Tensor weights)
    {
        _cell.Mixing = weights;
        return model.call(tokens, state);
    }

    /// <summary>Reads a piece of some texts, of which is known what comes next, by the mixture of all cells.</summary>
    /// <param name="tokens">The tokens, int64 <c>[T, B]</c>.</param>
    /// <param name="targets">What comes next, int64 <c>[T · B]</c>.</param>
    /// <param name="state">The state behind what was read before.</param>
    /// <param name="weights">Softmax of the architecture parameters, float <c>[E, O]</c>.</param>
    /// <returns>As <see cref="RecurrentLanguageModel.Loss"/>.</returns>
    internal LanguageModelReading Loss(Tensor tokens, Tensor targets, Tensor state, Tensor weights)
    {
        _cell.Mixing = weights;
        return model.Loss(tokens, targets, state);
    }
}
