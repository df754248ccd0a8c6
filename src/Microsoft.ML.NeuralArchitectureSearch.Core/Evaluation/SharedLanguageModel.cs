using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Evaluation;

/// <summary>A language model whose recurrent cell may become any cell of a space, and the steps that train it.</summary>
internal sealed partial class SharedLanguageModel : IDisposable
{
    private readonly SharedLanguageModelOptions _options;
    private readonly SharedRecurrentCell _cell;
    private readonly RecurrentLanguageModel _model;
    private readonly LanguageModelKernels? _kernels;
    private readonly CarriedText _text;
    private readonly WeightOptimizer _optimizer;
    private readonly Random _random;

    /// <param name="space">The space.</param>
    /// <param name="options">How to train.</param>
    /// <param name="text">The text, on the device to train on; it is copied.</param>
    /// <param name="random">The source of every draw.</param>
    public SharedLanguageModel(RecurrentCellSpace space, SharedLanguageModelOptions options, TokenSequence text, Random random)
    {
        (_options, _random) = (options, random);
        using var seed = new TorchSeed(random.Next());
        var size = options.Model.ScaledTo(text.Count);
        _cell = new SharedRecurrentCell((RecurrentGenotype)space.Smallest, size.HiddenSize!.Value)
        {
            InputDropout = size.CellInputDropout!.Value,
            HiddenDropout = size.HiddenDropout!.Value,
        };
        _model = new RecurrentLanguageModel(_cell, size, text.VocabularySize).to(text.Tokens.device);
        _kernels = LanguageModelKernels.TryUse(_model, options.KernelThreads ?? ThreadCount.Current);
        var pieces = options.PiecesOf(text.Count);
        _text = new CarriedText(text, pieces, _model.InitialState(pieces));
        _optimizer = new WeightOptimizer(_model.parameters(), options.Optimizer);
    }

    public int StepsPerEpoch => TextSegments.Fixed(_text.Rows, _options.SequenceLength).Count;

    public long ParameterCount => _model.ParameterCount;

    /// <summary>Trains a cell on the next segment.</summary>
    /// <exception cref="DivergedException">The loss is no longer a finite number; the weights stay as they were.</exception>
    public void Step(RecurrentGenotype cell)
    {
        using var scope = NewDisposeScope();
        using var seed = new TorchSeed(_random.Next());
        _model.train();
        Become(cell);
        var piece = _text.Next(_options.SequenceLength);
        var reading = _model.Loss(piece.Tokens, piece.Targets, piece.State);
        var value = BatchFigures.Of(reading, piece.Targets.shape[0]).Loss;
        if (!double.IsFinite(value))
        {
            throw new DivergedException(
                $"The loss of the shared weights became {value}. A smaller learning rate than {_options.LearningRate} helps.");
        }

        _text.Keep(reading.State);
        _optimizer.Step(reading.CrossEntropy, _options.LearningRate);
    }

    /// <summary>Mean cross-entropy of a token in nats.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="text">Int64 <c>[R, B]</c>.</param>
    /// <param name="segments">Which segments of it.</param>
    /// <param name="beforeBatch">Called before every segment; it may throw to end the measurement.</param>
    public double Measure(RecurrentGenotype cell, Tensor text, IEnumerable<TextSegment> segments, Action beforeBatch)
    {
        Become(cell);
        return LanguageModelMeasurement.Run(_model, text, beforeBatch, segments).Loss;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _text.Dispose();
        _optimizer.Dispose();
        _kernels?.Dispose();
        _model.Dispose();
    }

    private void Become(RecurrentGenotype cell)
    {
        if (!cell.Equals(_cell.Genotype))
        {
            _cell.Become(cell);
            _kernels?.Renew();
        }
    }
}
