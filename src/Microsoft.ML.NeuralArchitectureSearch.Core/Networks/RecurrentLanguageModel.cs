using Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel.Recurrent;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Networks;

/// <summary>Predicts each next token of a text: embedding, a recurrent layer, and a decoder that shares the embedding's weights.</summary>
/// <remarks>
/// Liu et al., "DARTS: Differentiable Architecture Search" (2019), arXiv:1806.09055, section 3.1.2 and appendix A.2.2; dropout as in Merity
/// et al. (2018),
/// arXiv:1708.02182. The names and the shapes of the state dict, <c>encoder.weight</c>, <c>rnns.0._W0</c>, <c>rnns.0._Ws.i</c> and
/// <c>decoder.bias</c>,
/// are those of the reference code of DARTS, its <c>decoder.weight</c> being <c>encoder.weight</c>.
/// </remarks>
internal sealed class RecurrentLanguageModel : Module<Tensor, Tensor, LanguageModelOutput>
{
    private readonly LanguageModelOptions _options;
    private readonly Embedding encoder;
    private readonly ModuleList<RecurrentLayer> rnns;
    private readonly TiedDecoder decoder;

    /// <summary>Creates a model of a recurrent cell, with weights drawn from torch's generator.</summary>
    /// <param name="genotype">The cell.</param>
    /// <param name="options">Size and dropout, everything set, see <see cref="LanguageModelOptions.ScaledTo"/>.</param>
    /// <param name="vocabularySize">Number of different tokens (V), at least 2.</param>
    /// <exception cref="ArgumentNullException">The genotype or the options are missing.</exception>
    /// <exception cref="ArgumentException">An option is not set.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The vocabulary is too small.</exception>
    public RecurrentLanguageModel(RecurrentGenotype genotype, LanguageModelOptions options, int vocabularySize)
        : this(Cell(genotype, options), options, vocabularySize)
    {
    }

    /// <summary>Creates a model of any recurrent layer; its other weights are drawn from torch's generator.</summary>
    /// <param name="layer">The layer; the model owns it. Its own dropout is as it was made, not as the options say.</param>
    /// <param name="options">Size and dropout, everything set, see <see cref="LanguageModelOptions.ScaledTo"/>.</param>
    /// <param name="vocabularySize">Number of different tokens (V), at least 2.</param>
    /// <exception cref="ArgumentNullException">The layer or the options are missing.</exception>
    /// <exception cref="ArgumentException">An option is not set, or the layer has other sizes than the options.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The vocabulary is too small.</exception>
    public RecurrentLanguageModel(RecurrentLayer layer, LanguageModelOptions options, int vocabularySize)
        : base(nameof(RecurrentLanguageModel))
    {
        ArgumentNullException.ThrowIfNull(layer);
        CheckSet(options);
        Checked.AtLeast(2, vocabularySize, nameof(vocabularySize));
        if (layer.InputSize != options.HiddenSize || layer.HiddenSize != options.HiddenSize)
        {
            throw new ArgumentException(
                $"The layer reads {layer.InputSize} and gives {layer.HiddenSize} values in a step; the decoder is tied to embeddings of "
                + $"{options.HiddenSize}.",
                nameof(layer));
        }

        (_options, VocabularySize) = (options, vocabularySize);
        encoder = Drawn.Embedding(vocabularySize, layer.InputSize);
        DrawEmbeddings();
        rnns = ModuleList<RecurrentLayer>(layer);
        decoder = new TiedDecoder(vocabularySize);
        RegisterComponents();
    }

    /// <summary>Number of different tokens (V).</summary>
    public int VocabularySize { get; }

    /// <summary>The recurrent layer.</summary>
    public RecurrentLayer Layer => rnns[0];

    /// <summary>Number of trainable weights, those that encoder and decoder share counted once.</summary>
    public long ParameterCount => parameters().Sum(parameter => parameter.numel());

    /// <summary>What computes the loss instead of TorchSharp's operations; <see langword="null"/> for these.</summary>
    internal FusedWordLoss? Kernels { get; set; }

    /// <summary>The state before a text: zero.</summary>
    /// <param name="texts">Number of texts that are read side by side (B).</param>
    /// <returns>What <see cref="RecurrentLayer.InitialState"/> gives.</returns>
    public Tensor InitialState(long texts) => Layer.InitialState(texts);

    /// <summary>Reads a piece of some texts.</summary>
    /// <param name="tokens">The tokens, int64 <c>[T, B]</c>, from 0 to V - 1.</param>
    /// <param name="state">The state behind what was read before.</param>
    /// <returns>Logits, the state to go on with, and what the regularization of activations needs.</returns>
    public override LanguageModelOutput forward(Tensor tokens, Tensor state)
    {
        using var scope = NewDisposeScope();
        var (next, hidden, dropped) = Read(tokens, state);
        var logits = decoder.call(dropped.reshape(-1, Layer.HiddenSize), encoder.weight!);  // [T · B, V]
        return new LanguageModelOutput(
            logits.MoveToOuterDisposeScope(),
            next.MoveToOuterDisposeScope(),
            hidden.MoveToOuterDisposeScope(),
            dropped.MoveToOuterDisposeScope());
    }

    /// <summary>Reads a piece of some texts, of which is known what comes next.</summary>
    /// <param name="tokens">The tokens, int64 <c>[T, B]</c>, from 0 to V - 1.</param>
    /// <param name="targets">What comes next, int64 <c>[T · B]</c>, step by step.</param>
    /// <param name="state">The state behind what was read before.</param>
    /// <returns>The loss, and what its regularization needs.</returns>
    internal LanguageModelReading Loss(Tensor tokens, Tensor targets, Tensor state)
    {
        using var scope = NewDisposeScope();
        var (next, hidden, dropped) = Read(tokens, state);
        var flat = dropped.reshape(-1, Layer.HiddenSize);
        var (crossEntropy, correct) = Kernels is null
            ? decoder.Loss(flat, encoder.weight!, targets)
            : decoder.Loss(flat, encoder.weight!, targets, Kernels);
        return new LanguageModelReading(
            crossEntropy.MoveToOuterDisposeScope(),
            correct,
            next.MoveToOuterDisposeScope(),
            hidden.MoveToOuterDisposeScope(),
            dropped.MoveToOuterDisposeScope());
    }

    /// <summary>Reads a piece of some texts word by word, for texts that end at different places.</summary>
    /// <param name="tokens">The tokens, int64 <c>[T, B]</c>, from 0 to V - 1.</param>
    /// <param name="targets">What comes next, int64 <c>[T · B]</c>, step by step.</param>
    /// <param name="state">The state behind what was read before.</param>
    /// <returns>
    /// The loss of each token that comes next, in nats, float <c>[T · B]</c>, what the decoder reads, float <c>[T · B, H]</c>, and the
    /// state to go on with.
    /// </returns>
    internal (Tensor Losses, Tensor Read, Tensor State) Losses(Tensor tokens, Tensor targets, Tensor state)
    {
        using var scope = NewDisposeScope();
        var (next, _, dropped) = Read(tokens, state);
        var flat = dropped.reshape(-1, Layer.HiddenSize);
        var losses = decoder.Losses(flat, encoder.weight!, targets, Kernels);
        return (losses.MoveToOuterDisposeScope(), flat.MoveToOuterDisposeScope(), next.MoveToOuterDisposeScope());
    }

    /// <summary>How likely each token of the vocabulary comes next.</summary>
    /// <param name="read">What the decoder reads, float <c>[N, H]</c>.</param>
    /// <returns>Logits, float <c>[N, V]</c>.</returns>
    internal Tensor Logits(Tensor read) => decoder.call(read, encoder.weight!);

    /// <summary>Number of weights of a model, counted without building it.</summary>
    /// <exception cref="ArgumentException">An option is not set.</exception>
    internal static Int128 ValuesOf(RecurrentGenotype genotype, LanguageModelOptions options, int vocabularySize)
    {
        CheckSet(options);
        Int128 hidden = options.HiddenSize!.Value;
        return ((hidden + 1) * vocabularySize) + (2 * hidden * hidden * (genotype.Nodes.Length + 2));
    }

    // TorchSharp hands an embedding's weight out as a new object each time, which belongs to the caller's scope.
    private void DrawEmbeddings()
    {
        using var scope = NewDisposeScope();
        RunRandom.Redraw(encoder.weight!, HighwayCell.InitialRange);
    }

    private (Tensor State, Tensor Hidden, Tensor Dropped) Read(Tensor tokens, Tensor state)
    {
        var embedded = Dropped(Embedded(tokens), _options.InputDropout!.Value);             // [T, B, H]
        var (hidden, next) = Layer.call(embedded, state);
        var dropped = Dropped(hidden, _options.OutputDropout!.Value);
        return (next, hidden, ReferenceEquals(dropped, hidden) ? hidden.alias() : dropped);
    }

    private static RecurrentCell Cell(RecurrentGenotype genotype, LanguageModelOptions options)
    {
        CheckSet(options);
        return new RecurrentCell(genotype, options.HiddenSize!.Value, options.HiddenSize.Value)
        {
            InputDropout = options.CellInputDropout!.Value,
            HiddenDropout = options.HiddenDropout!.Value,
        };
    }

    /// <exception cref="ArgumentException">An option is not set.</exception>
    internal static void CheckSet(LanguageModelOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options is not
            {
                HiddenSize: not null, EmbeddingDropout: not null, InputDropout: not null, CellInputDropout: not null,
                HiddenDropout: not null, OutputDropout: not null,
            })
        {
            throw new ArgumentException(
                $"Everything has to be set; {nameof(LanguageModelOptions.ScaledTo)} does that. Found {options}.",
                nameof(options));
        }
    }

    // One mask over the vocabulary: a word that is left out is so wherever it stands.
    private Tensor Embedded(Tensor tokens)
    {
        var embedded = encoder.call(tokens);
        var mask = DropoutMask.Draw([VocabularySize, 1], training ? _options.EmbeddingDropout!.Value : 0, embedded);
        return mask is null ? embedded : embedded.mul(mask.index_select(0, tokens.flatten()).view(tokens.shape[0], tokens.shape[1], 1));
    }

    // One mask for all steps.
    private Tensor Dropped(Tensor values, double probability)
    {
        var mask = DropoutMask.Draw([1, values.shape[1], values.shape[2]], training ? probability : 0, values);
        return mask is null ? values : values.mul(mask);
    }
}
