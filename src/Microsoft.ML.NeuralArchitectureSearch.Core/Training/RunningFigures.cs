namespace Microsoft.ML.NeuralArchitectureSearch.Training;

/// <summary>Loss and accuracy over the mini-batches of an epoch so far, every image counting alike.</summary>
internal sealed class RunningFigures
{
    private double _loss;
    private long _correct;
    private long _count;

    /// <summary>Mean cross-entropy so far, in nats; 0 before the first mini-batch.</summary>
    public double Loss => _count == 0 ? 0 : _loss / _count;

    /// <summary>Share of the images classified rightly so far; 0 before the first mini-batch.</summary>
    public double Accuracy => _count == 0 ? 0 : (double)_correct / _count;

    /// <summary>Whether there was a mini-batch.</summary>
    public bool Any => _count > 0;

    /// <summary>The accuracy, where the network still computes numbers: of logits that are none the largest is chance.</summary>
    /// <exception cref="DivergedException">The loss is not a finite number.</exception>
    public double FiniteAccuracy() => double.IsFinite(Loss)
        ? Accuracy
        : throw new DivergedException($"The loss of the trained network is {Loss}: its training diverged. A smaller learning rate helps.");

    public void Add(BatchFigures batch)
    {
        _loss += batch.Loss * batch.Count;
        _correct += batch.Correct;
        _count += batch.Count;
    }
}
