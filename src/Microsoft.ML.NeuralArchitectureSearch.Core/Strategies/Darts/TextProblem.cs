using Microsoft.ML.NeuralArchitectureSearch.Supernets;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;

/// <summary>The bilevel problem of a supernet that models language.</summary>
/// <remarks>
/// All passes over a mini-batch drop the same values: the second order compares passes, and other masks would drown the differences.
/// </remarks>
internal sealed record TextProblem : BilevelProblem
{
    /// <summary>The supernet.</summary>
    public required RecurrentSupernet Network { get; init; }

    /// <summary>The mini-batch that the weights are trained on.</summary>
    public required TextPiece Training { get; init; }

    /// <summary>The mini-batch that α is trained on.</summary>
    public required TextPiece Validation { get; init; }

    /// <summary>Weight of the change of the hidden state in the loss (β).</summary>
    public required double TemporalRegularization { get; init; }

    /// <summary>What the dropout is drawn from.</summary>
    public required int Seed { get; init; }

    /// <summary>Receives the state behind every mini-batch that was read. Default: none.</summary>
    public Action<TextPiece, Tensor>? Read { get; init; }

    public override Module Supernet => Network;

    public override BatchLoss TrainingLoss() => Forward(Training, Seed);

    public override BatchLoss ValidationLoss() => Forward(Validation, unchecked(Seed + 1));

    private BatchLoss Forward(TextPiece piece, int seed)
    {
        using var dropout = new RunDraws(seed);
        var reading = Network.Loss(piece.Tokens, piece.Targets, piece.State, Alphas[0].softmax(-1));
        Read?.Invoke(piece, reading.State);
        var loss = LanguageModelLoss.Regularized(reading.CrossEntropy, reading.Hidden, reading.Dropped, 0, TemporalRegularization);
        return new(loss, () => BatchFigures.Of(reading, piece.Targets.shape[0]));
    }
}
