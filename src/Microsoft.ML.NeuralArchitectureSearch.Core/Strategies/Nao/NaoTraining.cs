using Microsoft.ML.NeuralArchitectureSearch.Training;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Nao;

/// <summary>
/// The joint training of encoder, predictor and decoder; it goes on where it stopped when it is given more to learn from.
/// </summary>
/// <param name="model">The three.</param>
/// <param name="options">How to train.</param>
/// <param name="random">Shuffles the sequences.</param>
internal sealed class NaoTraining(NaoModel model, NaoModelOptions options, Random random) : IDisposable
{
    // Finite: a token that is ruled out everywhere must not turn the loss into 0 · ∞.
    private const float RuledOut = -1e9f;

    private readonly AdamOptimizer _optimizer = new(
        [.. model.Encoder.parameters(), .. model.Predictor.parameters(), .. model.Decoder.parameters()], options
            .LearningRate, new AdamOptions());

    /// <summary>Makes gradient steps.</summary>
    /// <param name="sequences">What to learn from.</param>
    /// <param name="targets">What the predictor is to say of each of them.</param>
    /// <param name="steps">How many steps.</param>
    /// <param name="beforeStep">Called before every step; it may throw.</param>
    public void Run(TokenSequences sequences, float[] targets, int steps, Action beforeStep)
    {
        using var scope = new RunScope(this);
        using var all = tensor(targets, device: CPU);
        var order = Enumerable.Range(0, targets.Length).Select(index => (long)index).ToArray();
        var size = Math.Min(options.BatchSize ?? order.Length, order.Length);
        for (var (step, next) = (0, order.Length); step < steps; step++, next += size)
        {
            beforeStep();
            if (next + size > order.Length)
            {
                random.Shuffle(order);
                next = 0;
            }

            using var inner = NewDisposeScope();
            var batch = tensor(order[next..(next + size)], device: CPU);
            _optimizer.ClearGradients();
            using var tokens = sequences.Tokens.index_select(0, batch);
            Loss(tokens, sequences.Forbidden.index_select(0, batch), all.index_select(0, batch)).backward();
            _optimizer.Step();
        }
    }

    /// <summary>
    /// Eq. (1): λ · squared error of the predictor + (1 − λ) · cross-entropy of the tokens, in nats, among those that the space allows.
    /// </summary>
    public Tensor Loss(Tensor tokens, Tensor forbidden, Tensor targets)
    {
        var embeddings = model.Encoder.call(tokens);
        var prediction = functional.mse_loss(model.Predictor.call(embeddings), targets);
        var logits = model.Decoder.call(embeddings, tokens).MaskedFill(forbidden, RuledOut); // [N, T, V]
        var reconstruction = functional.cross_entropy(logits.flatten(0, 1), tokens.flatten());
        return prediction.Mul(options.PredictorWeight).Add(reconstruction.Mul(1 - options.PredictorWeight));
    }

    /// <inheritdoc />
    public void Dispose() => _optimizer.Dispose();
}
