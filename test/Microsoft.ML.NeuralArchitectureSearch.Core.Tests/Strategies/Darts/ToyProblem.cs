using Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;
using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Strategies.Darts;

/// <summary>A bilevel problem in double precision on the toy supernet, with momentum that is not zero.</summary>
internal static class ToyProblem
{
    public const double Momentum = 0.9;
    public const double WeightDecay = 3e-4;

    public static ExampleProblem Create(double learningRate = 0.05, bool training = false)
    {
        manual_seed(5);
        var network = new ToySupernet().to(ScalarType.Float64);
        network.train(training);
        var weights = network.parameters().ToArray();
        return new ExampleProblem
        {
            Network = network,
            Weights = weights,
            Alphas = ToySupernet.DrawAlphas(ScalarType.Float64),
            Training = Draw(),
            Validation = Draw(),
            Unrolled = new UnrolledStep(
                learningRate, Momentum, WeightDecay, [.. weights.Select(weight => rand_like(weight, requires_grad: false).mul(0.1))]),
        };
    }

    public static double[] Numbers(IEnumerable<Tensor> tensors) =>
        [.. tensors.SelectMany(values => values.detach().cpu().to(ScalarType.Float64).reshape(-1).data<double>().ToArray())];

    private static (Tensor, Tensor) Draw() =>
        (randn([6, 1, 4, 4], dtype: ScalarType.Float64), tensor(new long[] { 0, 1, 2, 3, 0, 1 }));
}
