namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

/// <summary>
/// A batch normalization as a factor and a bias for each channel, and its gradient as a combination of gradient and value.
/// </summary>
/// <remarks>
/// Ioffe and Szegedy, "Batch Normalization" (2015), arXiv:1502.03167. With the value z, its mean μ and r = 1/√(variance + ε), the output is
/// γ·r·z + (β − γ·r·μ); its gradient G reaches z as γ·r·(G − mean(G) − r·(z − μ)·mean(G·r·(z − μ))).
/// </remarks>
internal sealed unsafe class Normalization(NormPlan plan, int channels)
{
    private readonly double[] _mean = new double[channels];
    private readonly double[] _deviation = new double[channels];
    private readonly float[] _factor = new float[channels];
    private readonly float[] _bias = new float[channels];
    private readonly float[] _valueFactor = new float[channels];
    private readonly float[] _gradientBias = new float[channels];
    private readonly float[] _scaleGradient = new float[channels];
    private readonly float[] _shiftGradient = new float[channels];
    private (float First, float Second)[] _partial = [];

    /// <summary>The normalization of a plan, if it has one.</summary>
    public static Normalization? Of(NormPlan? plan, int channels) => plan is null ? null : new Normalization(plan, channels);

    /// <summary>Whether it goes by mean and variance; otherwise it only adds a number to each channel.</summary>
    public bool HasStatistics => plan.Statistics is not null;

    /// <summary>What a value is multiplied by.</summary>
    public float Factor(int channel) => _factor[channel];

    /// <summary>What is then added.</summary>
    public float Bias(int channel) => _bias[channel];

    /// <summary>
    /// What the value is multiplied by in the value's gradient; the output's gradient is multiplied by <see cref="Factor"/>.
    /// </summary>
    public float ValueFactor(int channel) => _valueFactor[channel];

    /// <summary>What is then added.</summary>
    public float GradientBias(int channel) => _gradientBias[channel];

    /// <summary>Makes room for the sums of each block.</summary>
    public void Reserve(int blocks)
    {
        if (_partial.Length < blocks * channels)
        {
            _partial = new (float, float)[blocks * channels];
        }
    }

    /// <summary>Begins the sums of one block.</summary>
    public void Begin(int block) => _partial.AsSpan(block * channels, channels).Clear();

    /// <summary>
    /// Adds to two sums of one block: of the values and their squares, or of the gradients and their products with the values.
    /// </summary>
    public void Add(int block, int channel, (float First, float Second) sums)
    {
        ref var partial = ref _partial[(block * channels) + channel];
        partial = (partial.First + sums.First, partial.Second + sums.Second);
    }

    /// <summary>Works out factor and bias, from the mini-batch's sums or from the running statistics.</summary>
    /// <param name="run">The run.</param>
    /// <param name="positions">Pixels of a channel.</param>
    public void Finish(RegionRun run, int positions)
    {
        if (!HasStatistics)
        {
            FinishShift(run);
            return;
        }

        for (var channel = 0; channel < channels; channel++)
        {
            var (mean, variance) = run.IsTraining
                ? OfBatch(run, channel, run.CountOf(positions))
                : (plan.Statistics!.Mean[channel], plan.Statistics.Variance[channel]);
            var scale = plan.Scale < 0 ? 1 : run.Parameters[plan.Scale + channel];
            var shift = plan.Shift < 0 ? 0 : run.Parameters[plan.Shift + channel];
            (_mean[channel], _deviation[channel]) = (mean, 1 / Math.Sqrt(variance + plan.Epsilon));
            _factor[channel] = (float)(scale * _deviation[channel]);
            _bias[channel] = (float)(shift - (scale * _deviation[channel] * mean));
        }
    }

    /// <summary>Works out the gradient from the sums that were recorded.</summary>
    public void FinishGradient(RegionRun run, int positions)
    {
        for (var channel = 0; channel < channels; channel++)
        {
            var (gradient, product) = Sum(run, channel);
            FinishGradient(channel, gradient, product, run.CountOf(positions));
        }
    }

    /// <summary>Works out the gradient of one channel.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="gradientSum">Sum of the output's gradient.</param>
    /// <param name="productSum">Sum of its products with the values.</param>
    /// <param name="count">Number of values.</param>
    public void FinishGradient(int channel, double gradientSum, double productSum, double count)
    {
        if (!HasStatistics)
        {
            _shiftGradient[channel] = (float)gradientSum;
            return;
        }

        var slope = _deviation[channel] * (productSum - (_mean[channel] * gradientSum));
        (_scaleGradient[channel], _shiftGradient[channel]) = ((float)slope, (float)gradientSum);
        double factor = _factor[channel];
        _valueFactor[channel] = (float)(-factor * _deviation[channel] * slope / count);
        _gradientBias[channel] = (float)(factor * ((_mean[channel] * _deviation[channel] * slope) - gradientSum) / count);
    }

    /// <summary>Gives scale and shift their gradients, where there are any.</summary>
    public void WriteParameterGradients(float* target)
    {
        if (plan.Scale >= 0)
        {
            _scaleGradient.CopyTo(new Span<float>(target + plan.Scale, channels));
        }

        if (plan.Shift >= 0)
        {
            _shiftGradient.CopyTo(new Span<float>(target + plan.Shift, channels));
        }
    }

    private void FinishShift(RegionRun run)
    {
        _factor.AsSpan().Fill(1);
        new Span<float>(run.Parameters + plan.Shift, channels).CopyTo(_bias);
    }

    private (double Mean, double Variance) OfBatch(RegionRun run, int channel, double count)
    {
        var (sum, squares) = Sum(run, channel);
        var mean = sum / count;
        var variance = Math.Max(0, (squares / count) - (mean * mean));
        plan.Statistics!.Update(channel, mean, variance * count / Math.Max(1, count - 1), run.Momentum ?? plan.Momentum);
        return (mean, variance);
    }

    private (double First, double Second) Sum(RegionRun run, int channel)
    {
        var (first, second) = (0.0, 0.0);
        for (var block = 0; block < run.Blocks; block++)
        {
            first += _partial[(block * channels) + channel].First;
            second += _partial[(block * channels) + channel].Second;
        }

        return (first, second);
    }
}
