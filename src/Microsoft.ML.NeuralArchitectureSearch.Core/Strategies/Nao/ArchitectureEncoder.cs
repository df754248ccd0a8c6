using Microsoft.ML.NeuralArchitectureSearch.Tensors.Native;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Nao;

/// <summary>NAO's encoder: reads an architecture token by token and embeds it into a continuous space.</summary>
/// <remarks>
/// Luo et al., "Neural Architecture Optimization" (2018), arXiv:1808.07233, section 3.2: the hidden states of an LSTM of one layer, each
/// scaled to unit
/// length, together are the embedding <c>e = {h₁, ..., h_T}</c>. By default each has the token's own vector added, see
/// <see cref="NaoModelOptions.AddsTokens"/>.
/// </remarks>
internal sealed class ArchitectureEncoder : Module<Tensor, Tensor>
{
    private const double SmallestNorm = 1e-12;

    private readonly Embedding _tokens;
    private readonly LSTM _states;
    private readonly bool _addsTokens;

    /// <summary>Draws the weights by torch's generator of the CPU.</summary>
    /// <param name="vocabularySize">Number of different tokens, at least 1.</param>
    /// <param name="options">The sizes. Default: those of <see cref="NaoModelOptions"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The vocabulary is empty.</exception>
    /// <exception cref="ArgumentException">Tokens are to be added to hidden states of another size.</exception>
    public ArchitectureEncoder(int vocabularySize, NaoModelOptions? options = null)
        : base(TorchRuntime.Required(nameof(ArchitectureEncoder)))
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(vocabularySize);
        options ??= new NaoModelOptions();
        if (options.AddsTokens && options.EmbeddingSize != options.HiddenSize)
        {
            throw new ArgumentException(
                $"To add tokens to hidden states both need one size: {nameof(options.EmbeddingSize)} is {options.EmbeddingSize}, "
                + $"{nameof(options.HiddenSize)} {options.HiddenSize}. Make them equal or set {nameof(options.AddsTokens)} to false.",
                nameof(options));
        }

        _addsTokens = options.AddsTokens;
        _tokens = Drawn.Embedding(vocabularySize, options.EmbeddingSize);
        _states = DrawnRecurrent.Lstm(options.EmbeddingSize, options.HiddenSize);
        RegisterComponents();
    }

    /// <summary>Embeds architectures.</summary>
    /// <param name="tokens">Their tokens, int64 <c>[N, T]</c>, each from 0 to the vocabulary's size less one.</param>
    /// <returns>The embeddings, float32 <c>[N, T, H]</c>: for each token a hidden state of length 1.</returns>
    public override Tensor forward(Tensor tokens)
    {
        using var scope = NewDisposeScope();
        var read = _tokens.call(tokens);                         // [N, T, E]
        var (states, _, _) = _states.call(read);                 // [N, T, H]
        states = _addsTokens ? states.Add(read) : states;
        return (states / states.norm(2, keepdim: true).ClampMin(SmallestNorm)).MoveToOuterDisposeScope();
    }
}
