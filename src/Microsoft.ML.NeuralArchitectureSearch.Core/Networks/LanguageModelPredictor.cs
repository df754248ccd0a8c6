using Microsoft.ML.NeuralArchitectureSearch.Batching.Text;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Networks;

/// <summary>
/// A trained language model: texts as tokens in, their perplexities and the words that may follow out. Several threads predict at once.
/// </summary>
internal sealed class LanguageModelPredictor : IDisposable
{
    private const int MostLogitsAtOnce = 1 << 23;
    private const int MostTexts = 64;

    private readonly Callers _callers;
    private readonly RecurrentLanguageModel _network;
    private readonly LanguageModelKernels? _kernels;
    private readonly Device _device;
    private readonly int _end;
    private readonly int _hidden;

    /// <param name="network">The network, on the device; owned from here on.</param>
    /// <param name="end">The token that ends every text, and that every text is read after.</param>
    /// <param name="device">Where the network is.</param>
    /// <param name="kernelThreads">Threads of the kernels; 0 for none. Default: as many as torch has.</param>
    public LanguageModelPredictor(RecurrentLanguageModel network, int end, Device device, int? kernelThreads = null)
    {
        using var scope = new RunScope(this);
        (_network, _end, _device, _hidden) = (network, end, device, network.Layer.HiddenSize);
        _callers = new Callers(this, Free);
        network.eval();
        _kernels = LanguageModelKernels.TryUse(network, ScoringThreads.OfKernels(kernelThreads));
    }

    public long ParameterCount => _network.ParameterCount;

    /// <summary>Whether the kernels compute the network.</summary>
    public bool UsesKernels => _kernels is not null;

    /// <summary>Texts that are best read side by side.</summary>
    public int BatchSize => Math.Clamp(MostLogitsAtOnce / _network.VocabularySize, 1, MostTexts);

    /// <summary>Builds the network again and reads its weights.</summary>
    /// <exception cref="FormatException">The stream ends early or holds the weights of another network.</exception>
    public static LanguageModelPredictor Load(
        RecurrentGenotype genotype, LanguageModelOptions size, int vocabularySize, int end, Device device, int? kernelThreads,
        SavedWeights weights) =>
        new(
            SavedNetwork.Load(
                saved => saved.CheckHold(RecurrentLanguageModel.ValuesOf(genotype, size, vocabularySize)),
                () => new RecurrentLanguageModel(genotype, size, vocabularySize),
                device,
                weights),
            end,
            device,
            kernelThreads);

    /// <summary>Reads texts.</summary>
    /// <param name="texts">The tokens of each text, the end not among them.</param>
    /// <param name="perplexities">
    /// Filled for each text with the perplexity of its tokens and of its end, not-a-number where it has no token.
    /// </param>
    /// <param name="next">
    /// Filled for each text with the tokens that most likely follow it, the likeliest first; its second dimension says how many.
    /// </param>
    /// <param name="beforePart">Called before every part of the texts; it may throw.</param>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public void Predict(ReadOnlySpan<int[]> texts, Span<float> perplexities, int[][] next, Action? beforePart = null)
    {
        using var call = _callers.Enter();
        var longest = Longest(texts) + 1;
        var steps = Math.Min(longest, Math.Max(1, MostLogitsAtOnce / (texts.Length * _network.VocabularySize)));
        using var threads = TorchThreads.Of(LargestTensor(texts.Length, steps), _device);
        using var noGradient = no_grad();
        var losses = new double[texts.Length];
        var state = _network.InitialState(texts.Length);
        for (var begin = 0; begin < longest; begin += steps)
        {
            beforePart?.Invoke();
            state = Read(texts, begin, Math.Min(steps, longest - begin), state, losses, next);
        }

        for (var text = 0; text < texts.Length; text++)
        {
            perplexities[text] = texts[text].Length == 0 ? float.NaN : (float)Math.Exp(losses[text] / (texts[text].Length + 1));
        }
    }

    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public void SaveWeights(BinaryWriter writer)
    {
        using var call = _callers.Enter();
        using var scope = new RunScope(this);
        _network.save(writer);
    }

    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public void ThrowIfDisposed() => _callers.ThrowIfDisposed();

    /// <summary>Ends the use of the model. Predictions that have begun are finished; the last of them frees the network.</summary>
    public void Dispose() => _callers.Dispose();

    private void Free()
    {
        _kernels?.Dispose();
        _network.Dispose();
    }

    // Of TorchSharp's operations; the kernels have the logits of the words that are read in parts, and only those of what follows a text
    // are whole.
    private long LargestTensor(long texts, long steps) => _kernels is null
        ? texts * steps * _network.VocabularySize
        : texts * Math.Max(_network.VocabularySize, steps * _hidden);

    // A text of n tokens takes n + 1 steps: each reads the token before it, the first one the end of a text, and the last one is to tell
    // the end.
    private Tensor Read(ReadOnlySpan<int[]> texts, int begin, int steps, Tensor state, double[] losses, int[][] next)
    {
        using var scope = NewDisposeScope();
        var read = new long[steps * texts.Length];
        var told = new long[read.Length];
        for (var step = 0; step < steps; step++)
        {
            for (var text = 0; text < texts.Length; text++)
            {
                var (place, index) = (begin + step, (step * texts.Length) + text);
                read[index] = place == 0 ? _end : At(texts[text], place - 1);
                told[index] = At(texts[text], place);
            }
        }

        var output = _network.Losses(tensor(read, [steps, texts.Length], device: _device), tensor(told, device: _device), state);
        using var values = output.Losses.to(ScalarType.Float64).cpu().data<double>();
        var ended = new List<(int Text, long Place)>();
        for (var text = 0; text < texts.Length; text++)
        {
            var last = Math.Min(steps - 1, texts[text].Length - begin);
            for (var step = 0; step <= last; step++)
            {
                losses[text] += values[(step * texts.Length) + text];
            }

            if (last >= 0 && begin + last == texts[text].Length)
            {
                ended.Add((text, (last * texts.Length) + text));
            }
        }

        if (ended.Count > 0)
        {
            Likeliest(
                output.Read.index_select(0, tensor(ended.Select(end => end.Place).ToArray(), device: _device)),
                [.. ended.Select(end => next[end.Text])]);
        }

        return output.State.MoveToOuterDisposeScope();
    }

    // The marks of padding, of unknown words and of the end are no words that anybody would like to read.
    private void Likeliest(Tensor read, int[][] next)
    {
        var count = Math.Min(next[0].Length + 3, _network.VocabularySize);
        var (_, indices) = _network.Logits(read).topk(count);                                               // [N, count]
        using var found = indices.cpu().data<long>();
        foreach (var (text, tokens) in found.Chunk(count).Index())
        {
            var words = tokens.Where(token => token is not (Vocabulary.Padding or Vocabulary.Unknown) && token != _end)
                .Take(next[text].Length);
            Array.Fill(next[text], Vocabulary.Unknown);
            foreach (var (place, token) in words.Index())
            {
                next[text][place] = (int)token;
            }
        }
    }

    private int At(int[] text, int place) => place < text.Length ? text[place] : _end;

    private static int Longest(ReadOnlySpan<int[]> texts)
    {
        var longest = 0;
        foreach (var text in texts)
        {
            longest = Math.Max(longest, text.Length);
        }

        return longest;
    }
}
