using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Tensors.Native;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Reinforcement;

/// <summary>An LSTM that writes architectures of a space token by token: a policy over them.</summary>
/// <remarks>
/// Zoph and Le, "Neural Architecture Search with Reinforcement Learning" (2017), arXiv:1611.01578, section 3.1: each token is the input of
/// the next
/// step, and every position has a softmax of its own. Tokens that may not follow have no probability, so that every sequence is valid.
/// </remarks>
internal sealed class TokenController : nn.Module
{
    // Far below every logit, and yet finite: 0 · log 0 is not a number.
    private const float Impossible = -1e9f;

    private readonly ISequenceSpace _space;
    private readonly ControllerOptions _options;
    private readonly Embedding _embedding;
    private readonly LSTMCell _cell;
    private readonly Parameter _head; // [T, H, V]
    private readonly Parameter _bias; // [T, V]

    /// <summary>Creates a controller on the CPU.</summary>
    /// <param name="space">The space of the architectures.</param>
    /// <param name="options">Its size.</param>
    /// <param name="seed">The seed of its weights.</param>
    /// <exception cref="ArgumentNullException">There is no space, or there are no options.</exception>
    public TokenController(ISequenceSpace space, ControllerOptions options, int seed)
        : base(TorchRuntime.Required(nameof(TokenController)))
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(options);
        using var seeded = new TorchSeed(seed);
        (_space, _options) = (space, options);
        _embedding = Drawn.Embedding(space.VocabularySize + 1, options.Units);
        _cell = DrawnRecurrent.LstmCell(options.Units, options.Units);
        _head = Drawn.Kept(empty([space.SequenceLength, options.Units, space.VocabularySize], ScalarType.Float32, CPU));
        _bias = Drawn.Kept(empty([space.SequenceLength, space.VocabularySize], ScalarType.Float32, CPU));
        RegisterComponents();
        foreach (var parameter in parameters())
        {
            RunRandom.Redraw(parameter, options.InitialRange);
        }
    }

    /// <summary>Writes sequences.</summary>
    /// <param name="count">How many.</param>
    /// <param name="random">The source of every draw.</param>
    /// <returns>Valid sequences, drawn independently of each other.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is zero or negative.</exception>
    /// <exception cref="ArgumentNullException">There is no source.</exception>
    public ImmutableArray<ControllerSample> Sample(int count, Random random)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentNullException.ThrowIfNull(random);
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var tokens = new int[count][];
        var logarithms = new float[count][];
        for (var row = 0; row < count; row++)
        {
            (tokens[row], logarithms[row]) = (new int[_space.SequenceLength], new float[_space.SequenceLength]);
        }

        foreach (var (position, distribution) in Distributions(tokens))
        {
            var values = distribution.data<float>().ToArray().Chunk(_space.VocabularySize).ToArray();
            for (var row = 0; row < count; row++)
            {
                var token = Draw(values[row], _space.Allowed(tokens[row].AsSpan(0, position)), random);
                (tokens[row][position], logarithms[row][position]) = (token, values[row][token]);
            }
        }

        return [.. tokens.Zip(logarithms, (row, own) => new ControllerSample([.. row], [.. own]))];
    }

    /// <summary>Tells how probable sequences are now; can be differentiated.</summary>
    /// <param name="sequences">B valid sequences.</param>
    /// <returns>
    /// For each token the logarithm of its probability after those before it, and the entropy of the choice there, both in nats, float32
    /// <c>[B, T]</c>.
    /// </returns>
    /// <exception cref="ArgumentException">There is no sequence, or one is not valid in the space.</exception>
    public (Tensor LogProbabilities, Tensor Entropies) Evaluate(IReadOnlyList<ImmutableArray<int>> sequences)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        if (sequences.Count == 0)
        {
            throw new ArgumentException("The controller evaluates at least one sequence; found none.", nameof(sequences));
        }

        foreach (var sequence in sequences)
        {
            _space.Decode(sequence.AsSpan()); // refuses what is not valid
        }

        using var scope = NewDisposeScope();
        var logarithms = new List<Tensor>();
        var entropies = new List<Tensor>();
        foreach (var (position, distribution) in Distributions([.. sequences.Select(sequence => sequence.ToArray())]))
        {
            var chosen = tensor([.. sequences.Select(sequence => (long)sequence[position])], ScalarType.Int64, CPU).unsqueeze(1);
            logarithms.Add(distribution.gather(1, chosen).squeeze(1));
            entropies.Add(-(distribution.exp() * distribution).sum(1));
        }

        return (stack(logarithms, 1).MoveToOuterDisposeScope(), stack(entropies, 1).MoveToOuterDisposeScope());
    }

    // For each position the logarithms of the probabilities, [B, V]; what is written into the tokens meanwhile is the input of the next
    // position.
    private IEnumerable<(int Position, Tensor LogProbabilities)> Distributions(int[][] tokens)
    {
        var input = NumberTensors.Filled([tokens.Length], _space.VocabularySize, CPU); // the token that stands for the beginning
        var (hidden, state) = (Zeros(tokens.Length), Zeros(tokens.Length));
        for (var position = 0; position < _space.SequenceLength; position++)
        {
            (hidden, state) = _cell.call(_embedding.call(input), (hidden, state)); // [B, H]
            var logits = _bias[position].addmm(hidden, _head[position]).Div(_options.Temperature); // [B, V]
            logits = _options.LogitLimit is { } limit ? logits.tanh().Mul(limit) : logits;
            yield return (position, logits.Add(Mask(tokens, position)).log_softmax(1));
            var at = position;
            input = tensor([.. tokens.Select(row => (long)row[at])], ScalarType.Int64, CPU);
        }
    }

    private Tensor Zeros(int count) => zeros([count, _options.Units], ScalarType.Float32, CPU);

    private Tensor Mask(int[][] tokens, int position)
    {
        var mask = new float[tokens.Length * _space.VocabularySize];
        Array.Fill(mask, Impossible);
        for (var row = 0; row < tokens.Length; row++)
        {
            foreach (var token in _space.Allowed(tokens[row].AsSpan(0, position)))
            {
                mask[(row * _space.VocabularySize) + token] = 0;
            }
        }

        return tensor(mask, device: CPU).view(tokens.Length, _space.VocabularySize);
    }

    private static int Draw(float[] logarithms, ImmutableArray<int> allowed, Random random)
    {
        var rest = random.NextDouble();
        foreach (var token in allowed)
        {
            rest -= Math.Exp(logarithms[token]);
            if (rest < 0)
            {
                return token;
            }
        }

        return allowed[^1];
    }
}
