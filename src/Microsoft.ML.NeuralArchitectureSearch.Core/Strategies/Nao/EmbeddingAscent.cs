using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Nao;

/// <summary>The way uphill from the embeddings of some architectures.</summary>
/// <remarks>Luo et al., "Neural Architecture Optimization" (2018), arXiv:1808.07233, Eq. (2): <c>h'ₜ = hₜ + η · ∂f/∂hₜ</c>.</remarks>
internal sealed class EmbeddingAscent : IDisposable
{
    private readonly NaoModel _model;
    private readonly Tensor _embeddings;
    private readonly Tensor _gradient;

    /// <param name="model">The model.</param>
    /// <param name="architectures">Where to begin, at least one architecture.</param>
    public EmbeddingAscent(NaoModel model, IReadOnlyCollection<Architecture> architectures)
    {
        _model = model;
        using var scope = new RunScope(this);
        var embeddings = model.Encode(architectures).requires_grad_(true);
        _gradient = autograd.grad([model.Predictor.call(embeddings).sum()], [embeddings])[0].DetachFromDisposeScope();
        _embeddings = embeddings.detach().DetachFromDisposeScope();
    }

    /// <summary>The embeddings after a step of the given size, <c>[N, T, H]</c>.</summary>
    public Tensor Moved(double stepSize) => _embeddings.Add(_gradient, stepSize);

    /// <summary>The architectures there, one for each at the beginning.</summary>
    /// <param name="stepSize">Size of the step.</param>
    /// <param name="beforePlace">Called before every place of the sequences; it may throw.</param>
    public ImmutableArray<Architecture> At(double stepSize, Action? beforePlace = null)
    {
        using var moved = Moved(stepSize);
        return _model.Decode(moved, beforePlace);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _embeddings.Dispose();
        _gradient.Dispose();
    }
}
