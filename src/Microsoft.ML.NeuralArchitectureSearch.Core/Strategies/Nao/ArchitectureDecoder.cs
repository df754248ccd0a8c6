using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Tensors.Native;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Nao;

/// <summary>NAO's decoder: writes the tokens of the architecture that an embedding stands for.</summary>
/// <remarks>
/// Luo et al., "Neural Architecture Optimization" (2018), arXiv:1808.07233, section 3.2: an LSTM that begins in the encoder's last state,
/// with attention
/// over all of the encoder's states. Its state and what the attention sees, side by side, give the logits of the next token.
/// </remarks>
internal sealed class ArchitectureDecoder : Module<Tensor, Tensor, Tensor>
{
    private readonly Embedding _tokens;
    private readonly LSTM _states;
    private readonly Linear _output;

    /// <summary>Draws the weights by torch's generator of the CPU.</summary>
    /// <param name="vocabularySize">Number of different tokens, at least 1.</param>
    /// <param name="options">The sizes. Default: those of <see cref="NaoModelOptions"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The vocabulary is empty.</exception>
    public ArchitectureDecoder(int vocabularySize, NaoModelOptions? options = null)
        : base(TorchRuntime.Required(nameof(ArchitectureDecoder)))
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(vocabularySize);
        options ??= new NaoModelOptions();
        StartToken = vocabularySize;
        _tokens = Drawn.Embedding(vocabularySize + 1, options.EmbeddingSize);
        _states = DrawnRecurrent.Lstm(options.EmbeddingSize, options.HiddenSize);
        _output = Drawn.Linear(2 * options.HiddenSize, vocabularySize);
        RegisterComponents();
    }

    /// <summary>What the decoder reads before the first token: one more than the largest token.</summary>
    public int StartToken { get; }

    /// <summary>The logits of all tokens, each after the true tokens before it.</summary>
    /// <param name="embeddings">The encoder's states, float32 <c>[N, T, H]</c>.</param>
    /// <param name="tokens">The tokens that they stand for, int64 <c>[N, T]</c>.</param>
    /// <returns>Logits, float32 <c>[N, T, V]</c>: at place t those of token t.</returns>
    public override Tensor forward(Tensor embeddings, Tensor tokens)
    {
        using var scope = NewDisposeScope();
        var length = tokens.shape[1];
        var start = NumberTensors.Filled([tokens.shape[0], 1], StartToken, tokens.device);
        var (logits, _) = Continue(embeddings, cat([start, tokens.narrow(1, 0, length - 1)], 1), Begin(embeddings));
        return logits.MoveToOuterDisposeScope();
    }

    /// <summary>Writes the likeliest sequence of each embedding, token by token, of those that the space allows.</summary>
    /// <param name="embeddings">Embeddings, float32 <c>[N, T, H]</c>, T the length of the space's sequences.</param>
    /// <param name="space">The space; its vocabulary is the decoder's.</param>
    /// <returns>For each embedding a valid sequence.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The space has another vocabulary than the decoder.</exception>
    public ImmutableArray<ImmutableArray<int>> Decode(Tensor embeddings, ISequenceSpace space) =>
        Decode(embeddings, space, beforePlace: null);

    internal ImmutableArray<ImmutableArray<int>> Decode(Tensor embeddings, ISequenceSpace space, Action? beforePlace)
    {
        ArgumentNullException.ThrowIfNull(embeddings);
        ArgumentNullException.ThrowIfNull(space);
        if (space.VocabularySize != StartToken)
        {
            throw new ArgumentException($"The decoder knows {StartToken} tokens, the space has {space.VocabularySize}.", nameof(space));
        }

        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var count = (int)embeddings.shape[0];
        var written = new int[count, space.SequenceLength];
        var last = NumberTensors.Filled([count, 1], StartToken, CPU);
        var state = Begin(embeddings);
        for (var place = 0; place < space.SequenceLength; place++)
        {
            beforePlace?.Invoke();
            (var logits, state) = Continue(embeddings, last, state);
            Choose(logits, space, written, place);
            last = tensor(Enumerable.Range(0, count).Select(row => (long)written[row, place]).ToArray(), [count, 1], device: CPU);
        }

        return [.. Enumerable.Range(0, count)
            .Select(row => Enumerable.Range(0, space.SequenceLength).Select(place => written[row, place]).ToImmutableArray())];
    }

    private static void Choose(Tensor logits, ISequenceSpace space, int[,] written, int place)
    {
        using var accessor = logits.to(ScalarType.Float32).contiguous().data<float>();
        var values = accessor.ToArray();
        var prefix = new int[place];
        for (var row = 0; row < written.GetLength(0); row++)
        {
            for (var before = 0; before < place; before++)
            {
                prefix[before] = written[row, before];
            }

            var first = row * space.VocabularySize;
            written[row, place] = space.Allowed(prefix).MaxBy(token => values[first + token]);
        }
    }

    /// <summary>The state before the first token: the encoder's last.</summary>
    internal static (Tensor Hidden, Tensor Cell) Begin(Tensor embeddings)
    {
        var last = embeddings.select(1, embeddings.shape[1] - 1).unsqueeze(0).contiguous(); // [1, N, H]
        return (last, zeros_like(last));
    }

    /// <summary>Reads some tokens, int64 <c>[N, T']</c>, and says which may follow each: logits <c>[N, T', V]</c>.</summary>
    internal (Tensor Logits, (Tensor Hidden, Tensor Cell) State) Continue(
        Tensor embeddings,
        Tensor tokens,
        (Tensor Hidden, Tensor Cell) state)
    {
        var (states, hidden, cell) = _states.call(_tokens.call(tokens), state); // [N, T', H]
        var attention = states.bmm(embeddings.transpose(1, 2)).softmax(2); // [N, T', T]
        var context = attention.bmm(embeddings); // [N, T', H]
        return (_output.call(cat([states, context], 2)), (hidden, cell));
    }
}
