using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Nao;

/// <summary>NAO's performance predictor: says from the embedding of an architecture how well it will do.</summary>
/// <remarks>Luo et al., "Neural Architecture Optimization" (2018), arXiv:1808.07233, section 3.2: a feed-forward network on the mean of the encoder's states.</remarks>
public sealed class PerformancePredictor : Module<Tensor, Tensor>
{
    private readonly Linear _hidden;
    private readonly Linear _output;

    /// <summary>Draws the weights by torch's generator of the CPU.</summary>
    /// <param name="options">The sizes. Default: those of <see cref="NaoModelOptions"/>.</param>
    public PerformancePredictor(NaoModelOptions? options = null)
        : base(nameof(PerformancePredictor))
    {
        options ??= new NaoModelOptions();
        _hidden = Linear(options.HiddenSize, options.PredictorSize);
        _output = Linear(options.PredictorSize, 1);
        RegisterComponents();
    }

    /// <summary>Predicts.</summary>
    /// <param name="states">Embeddings, float32 <c>[N, T, H]</c>.</param>
    /// <returns>The predicted performance, float32 <c>[N]</c>, the higher the better.</returns>
    public override Tensor forward(Tensor states)
    {
        using var scope = NewDisposeScope();
        var mean = states.mean([1]); // [N, H]
        return _output.call(functional.relu(_hidden.call(mean))).squeeze(1).MoveToOuterDisposeScope();
    }
}
