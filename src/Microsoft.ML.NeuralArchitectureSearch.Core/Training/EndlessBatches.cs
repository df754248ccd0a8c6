using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;

namespace Microsoft.ML.NeuralArchitectureSearch.Training;

/// <summary>An endless sequence of mini-batches: pass after pass over the examples, each in a new order.</summary>
/// <param name="data">The examples; not owned.</param>
/// <param name="batchSize">Examples in a mini-batch.</param>
/// <param name="random">The source of every order; it is drawn when the first mini-batch of a pass is asked for.</param>
internal sealed class EndlessBatches(LabelledData data, int batchSize, Random random) : ICheckpointed
{
    private const string Of = "batches";

    private long[][] _pass = [];
    private int _next;

    /// <summary>The next mini-batch's examples.</summary>
    public long[] Next()
    {
        if (_next == _pass.Length)
        {
            _pass = [.. data.Shuffle(batchSize, random)];
            _next = 0;
        }

        return _pass[_next++];
    }

    /// <summary>Saves the order of the current pass and the position in it, but not the state of the random source.</summary>
    public void Save(CheckpointState state)
    {
        state.Set(Of, _pass.SelectMany(batch => batch));
        state.Set($"{Of}.next", _next);
    }

    /// <inheritdoc />
    public void Restore(CheckpointState state)
    {
        _pass = [.. state.Get<long[]>(Of).Chunk(batchSize)];
        _next = state.Get<int>($"{Of}.next");
    }
}
