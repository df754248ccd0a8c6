using Microsoft.ML.NeuralArchitectureSearch.Tensors.Native;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Nao;

/// <summary>NAO's performance predictor: says from the embedding of an architecture how well it will do.</summary>
/// <remarks>Luo et al., "Neural Architecture Optimization" (2018), arXiv:1808.07233, section 3.2: a feed-forward network. The paper's reads
/// the mean
/// of the encoder's states; by default this one reads them all, see <see cref="NaoModelOptions.ReadsEveryState"/>.</remarks>
internal sealed class PerformancePredictor : Module<Tensor, Tensor>
{
    private readonly bool _readsEveryState;
    private readonly Linear _hidden;
    private readonly Linear _output;

    /// <summary>Draws the weights by torch's generator of the CPU.</summary>
    /// <param name="sequenceLength">Number of tokens of an architecture (T), at least 1.</param>
    /// <param name="options">The sizes. Default: those of <see cref="NaoModelOptions"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The sequences are empty.</exception>
    public PerformancePredictor(int sequenceLength, NaoModelOptions? options = null)
        : base(TorchRuntime.Required(nameof(PerformancePredictor)))
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sequenceLength);
        options ??= new NaoModelOptions();
        _readsEveryState = options.ReadsEveryState;
        _hidden = Drawn.Linear(options.HiddenSize * (_readsEveryState ? sequenceLength : 1), options.PredictorSize);
        _output = Drawn.Linear(options.PredictorSize, 1);
        RegisterComponents();
    }

    /// <summary>Predicts.</summary>
    /// <param name="states">Embeddings, float32 <c>[N, T, H]</c>.</param>
    /// <returns>The predicted performance, float32 <c>[N]</c>, the higher the better.</returns>
    public override Tensor forward(Tensor states)
    {
        using var scope = NewDisposeScope();
        var read = _readsEveryState ? states.flatten(1) : states.mean([1]); // [N, T · H] or [N, H]
        return _output.call(functional.relu(_hidden.call(read))).squeeze(1).MoveToOuterDisposeScope();
    }
}
