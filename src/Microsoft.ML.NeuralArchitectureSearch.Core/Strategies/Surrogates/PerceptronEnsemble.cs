using Microsoft.ML.NeuralArchitectureSearch.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Surrogates;

/// <summary>Several perceptrons of one shape, computed and trained side by side as batched matrix products.</summary>
internal sealed class PerceptronEnsemble : IDisposable
{
    private readonly SurrogateOptions _options;
    private readonly Parameter[] _weights;
    private readonly Parameter[] _biases;

    /// <param name="inputs">Number of features.</param>
    /// <param name="blank">
    /// How many of them, the first ones, begin without weight: what was never seen in them then says nothing, instead of anything.
    /// </param>
    /// <param name="options">Size and training.</param>
    /// <param name="random">The source of the initial weights.</param>
    public PerceptronEnsemble(int inputs, int blank, SurrogateOptions options, Random random)
    {
        using var scope = NewDisposeScope();
        _options = options;
        int[] widths = [inputs, .. Enumerable.Repeat(options.Units, options.HiddenLayers), 1];
        _weights = [.. widths.Zip(widths.Skip(1), (from, to) => NewWeight(options.Members, from, to, random))];
        Clear(_weights[0], blank);
        _biases = [.. widths.Skip(1).Select(width => Drawn.Kept(zeros([options.Members, 1, width], ScalarType.Float32, CPU)))];
    }

    /// <summary>Trains every member on the same architectures, each in an order of its own, by Adam on the squared error.</summary>
    /// <param name="inputs">Features, float32 <c>[N, F]</c>.</param>
    /// <param name="targets">What is to be predicted, float32 <c>[N]</c>.</param>
    /// <param name="random">The source of the orders.</param>
    /// <param name="beforeStep">Called before every step; it may throw.</param>
    public void Fit(Tensor inputs, Tensor targets, Random random, Action? beforeStep = null)
    {
        using var optimizer = new AdamOptimizer([.. _weights, .. _biases], _options.LearningRate, new AdamOptions(), _options.WeightDecay);
        var orders = Enumerable.Range(0, _options.Members).Select(_ => new EndlessOrder((int)inputs.shape[0], random)).ToArray();
        var batch = Math.Min(_options.BatchSize, (int)inputs.shape[0]);
        for (var step = 0; step < _options.Steps; step++)
        {
            beforeStep?.Invoke();
            using var scope = NewDisposeScope();
            optimizer.LearningRate = LearningRate(step);
            var rows = tensor([.. orders.SelectMany(order => order.Next(batch))], ScalarType.Int64, CPU);
            var error = Forward(inputs.index_select(0, rows).view(_options.Members, batch, -1))
                - targets.index_select(0, rows).view(_options.Members, batch);
            optimizer.ClearGradients();
            error.Square().mean([1]).sum().backward();
            optimizer.Step();
        }
    }

    /// <summary>Predicts.</summary>
    /// <param name="inputs">Features, float32 <c>[N, F]</c>.</param>
    /// <returns>The prediction of every member, float32 <c>[E, N]</c>.</returns>
    public Tensor Predict(Tensor inputs)
    {
        using var noGradient = no_grad();
        return Forward(inputs.unsqueeze(0).expand(_options.Members, -1, -1));
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var parameter in _weights.Concat(_biases))
        {
            parameter.Dispose();
        }
    }

    private Tensor Forward(Tensor features) // [E, B, F]
    {
        for (var layer = 0; layer < _weights.Length; layer++)
        {
            features = features.bmm(_weights[layer]).Add(_biases[layer]); // [E, B, U]
            features = layer < _weights.Length - 1 ? features.relu() : features;
        }

        return features.squeeze(2); // [E, B]
    }

    // Falls linearly to a tenth: the last steps average over the mini-batches instead of following the last one.
    private double LearningRate(int step) => _options.LearningRate * (1 - (0.9 * step / _options.Steps));

    private static Parameter NewWeight(int members, int from, int to, Random random)
    {
        var bound = Math.Sqrt(6.0 / from); // He et al. (2015), arXiv:1502.01852
        var values = new float[members * from * to];
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = (float)(((2 * random.NextDouble()) - 1) * bound);
        }

        return Drawn.Kept(tensor(values, device: CPU).view(members, from, to));
    }

    private static void Clear(Parameter weight, int inputs)
    {
        using var noGradient = no_grad();
        weight.narrow(1, 0, inputs).zero_();
    }
}
