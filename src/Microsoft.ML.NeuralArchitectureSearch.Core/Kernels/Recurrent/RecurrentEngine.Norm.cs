namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Recurrent;

/// <content>Batch normalization: all states share one pair of running statistics, which each of them updates in turn.</content>
internal sealed unsafe partial class RecurrentEngine<TLanes>
{
    private void Normalize(float* state, int vector)
    {
        var offset = vector * TLanes.Count;
        var means = _statistics.Start + offset;
        var variances = means + _pitch;
        var (mean, variance) = (TLanes.Load(means), TLanes.Load(variances));
        if (Run.IsTraining)
        {
            (mean, variance) = StateNorm<TLanes>.Statistics(state, _pitch, Batch);
            var (kept, momentum) = (TLanes.Broadcast((float)(1 - _plan.Momentum)), TLanes.Broadcast((float)_plan.Momentum));
            var unbiased = TLanes.Broadcast((float)Batch / (Batch - 1));
            TLanes.MultiplyAdd(TLanes.Load(means), kept, momentum * mean).Store(means);
            TLanes.MultiplyAdd(TLanes.Load(variances), kept, momentum * variance * unbiased).Store(variances);
        }

        var factor = TLanes.Broadcast(1) / TLanes.Sqrt(variance + TLanes.Broadcast((float)_plan.Epsilon));
        factor.Store(_memory.Factor(_step, _phase) + offset);
        StateNorm<TLanes>.Apply(state, _pitch, Batch, mean, factor);
    }

    private void ReadStatistics()
    {
        RowBuffer.Copy(Run.RunningMeans, 1, _plan.Hidden, _statistics.Start, _pitch);
        RowBuffer.Copy(Run.RunningVariances, 1, _plan.Hidden, _statistics.Start + _pitch, _pitch);
    }

    private void WriteStatistics()
    {
        new ReadOnlySpan<float>(_statistics.Start, _plan.Hidden).CopyTo(new Span<float>(Run.RunningMeans, _plan.Hidden));
        new ReadOnlySpan<float>(_statistics.Start + _pitch, _plan.Hidden).CopyTo(new Span<float>(Run.RunningVariances, _plan.Hidden));
    }
}
