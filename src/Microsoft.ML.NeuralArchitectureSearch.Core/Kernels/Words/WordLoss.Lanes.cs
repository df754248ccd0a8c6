using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Products;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Recurrent;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Words;

/// <summary>The loss for vectors of one width.</summary>
/// <remarks>
/// Logits lie transposed, a word a row and a prediction a lane: so the weights are read as they are, and maxima and sums over the words
/// never cross lanes. A unit of work is a block of words; each has its own maximum, which the sums over all blocks make up for.
/// </remarks>
internal sealed unsafe partial class WordLoss<TLanes>(KernelResources resources) : WordLoss
    where TLanes : unmanaged, ILanes<TLanes>
{
    private const int MostPredictions = 320;
    private const int BlockedWords = 240;
    private const int GroupedVectors = 10;
    private const int GroupedWords = 128;

    // Multiply-adds that take longer than another thread to wake up.
    private const long WorthSharing = 1 << 22;

    private readonly RowBuffer _logits = new();
    private readonly RowBuffer _states = new();
    private readonly RowBuffer _statesTransposed = new();
    private readonly RowBuffer _blocks = new();
    private readonly RowBuffer _targetLogits = new();
    private WordLossRun _run = null!;
    private int _first;
    private int _count;
    private int _pitch;

    private static int Width => 2 * TLanes.Count;

    private int BlockCount => (_run.Words + BlockedWords - 1) / BlockedWords;

    private bool NeedsGradients => _run.StateGradient != null || _run.WeightGradient != null || _run.BiasGradient != null;

    public override double Compute(WordLossRun run)
    {
        _run = run;
        run.Correct = 0;
        var parts = (run.Count + MostPredictions - 1) / MostPredictions;
        var most = (run.Count + parts - 1) / parts;
        double loss = 0;
        for (_first = 0; _first < run.Count; _first += most)
        {
            _count = Math.Min(most, run.Count - _first);
            _pitch = Panels.Count(_count, Width) * Width;
            Prepare();
            Share(BlockCount, ComputeLogits, NeedsGradients || (long)_count * run.Words * run.Width >= WorthSharing);
            loss += Total();
            if (NeedsGradients)
            {
                Share(BlockCount, DifferentiateLogits);
                if (run.StateGradient != null)
                {
                    DifferentiateStates();
                }
            }
        }

        return loss / run.Count;
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        foreach (var buffer in (RowBuffer[])[_logits, _states, _statesTransposed, _blocks, _targetLogits])
        {
            buffer.Dispose();
        }
    }

    private void Share(int units, Action<int, int> work, bool isWorthSharing = true) =>
        resources.Team.Run(new SharedWork(work), units, isWorthSharing);

    private float* States => _run.States + ((nint)_first * _run.Width);

    private float* Logits(int word) => _logits.Start + ((nint)word * _pitch);

    // Of each block and prediction: the largest logit, later the factor that makes probabilities of its exponentials; and their sum.
    private float* Largest(int block) => _blocks.Start + ((nint)block * 2 * _pitch);

    private float* Sums(int block) => Largest(block) + _pitch;

    private void Prepare()
    {
        _logits.Reserve((nint)_run.Words * _pitch);
        _blocks.Reserve((nint)BlockCount * 2 * _pitch);
        _targetLogits.Reserve(_pitch);
        var columns = new Matrix(States, _run.Width, _count, rowStep: 1, columnStep: _run.Width);
        _statesTransposed.Reserve(Panels.Length(columns, Width));
        for (var panel = 0; panel < _pitch / Width; panel++)
        {
            Panels.Copy(columns, panel, Width, _statesTransposed.Start + ((nint)panel * _run.Width * Width));
        }

        var rows = new Matrix(States, _count, _run.Width);
        _states.Reserve(Panels.Length(rows, Width));
        for (var panel = 0; panel < Panels.Count(_run.Width, Width); panel++)
        {
            Panels.Copy(rows, panel, Width, _states.Start + ((nint)panel * _count * Width));
        }
    }

    private double Total()
    {
        double loss = 0;
        for (var prediction = 0; prediction < _pitch; prediction++)
        {
            var largest = float.NegativeInfinity;
            for (var block = 0; block < BlockCount; block++)
            {
                largest = MathF.Max(largest, Largest(block)[prediction]);
            }

            double sum = 0;
            for (var block = 0; block < BlockCount; block++)
            {
                sum += Sums(block)[prediction] * Math.Exp(Largest(block)[prediction] - largest);
            }

            var isPrediction = prediction < _count;
            if (isPrediction)
            {
                var one = Math.Log(sum) + largest - _targetLogits.Start[prediction];
                loss += one;
                if (_run.Losses != null)
                {
                    _run.Losses[_first + prediction] = (float)one;
                }

                _run.Correct += IsFirst(prediction, largest) ? 1 : 0;
            }

            for (var block = 0; block < BlockCount; block++)
            {
                var probability = Math.Exp(Largest(block)[prediction] - largest) / sum;
                Largest(block)[prediction] = isPrediction ? (float)(probability / _run.Count) : 0;
            }
        }

        return loss;
    }

    // Whether the word is the one that is predicted: the first with the largest logit.
    private bool IsFirst(int prediction, float largest)
    {
        if (_targetLogits.Start[prediction] < largest)
        {
            return false;
        }

        var target = (int)_run.Targets[_first + prediction];
        var block = target / BlockedWords;
        for (var other = 0; other < block; other++)
        {
            if (Largest(other)[prediction] == largest)
            {
                return false;
            }
        }

        for (var word = block * BlockedWords; word < target; word++)
        {
            if (Logits(word)[prediction] == 1)
            {
                return false;
            }
        }

        return true;
    }
}
