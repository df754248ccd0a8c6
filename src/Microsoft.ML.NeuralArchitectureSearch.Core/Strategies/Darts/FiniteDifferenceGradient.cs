using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;

/// <summary>The second-order gradient, its Hessian-vector product by central differences.</summary>
/// <remarks>arXiv:1806.09055, Eq. (7) and (8), with the paper's ε = 0.01 / ‖∇w' L_val(w', α)‖.</remarks>
internal sealed class FiniteDifferenceGradient : IArchitectureGradient
{
    private const double Radius = 0.01;

    public ArchitectureGradient Of(BilevelProblem problem)
    {
        using var scope = NewDisposeScope();
        using var weights = new UnrolledWeights(problem.Weights);
        var unrolled = SecondOrder.Unroll(problem, weights);
        var norm = stack(unrolled.Weights.Select(gradient => gradient.norm())).norm().to(ScalarType.Float64).item<double>();
        if (norm == 0 || !double.IsFinite(norm))
        {
            return unrolled.Minus(0, unrolled.Alphas);
        }

        var epsilon = Radius / norm;
        var above = AlphaGradientAt(epsilon);
        var below = AlphaGradientAt(-epsilon);
        var products = above.Zip(below, (plus, minus) => plus.sub(minus).DivInPlace(2 * epsilon));
        return unrolled.Minus(problem.Unrolled.LearningRate, products);

        Tensor[] AlphaGradientAt(double shift)
        {
            weights.Shift(unrolled.Weights, shift);
            return Gradients.Of(problem.TrainingLoss().Loss, problem.Alphas);
        }
    }
}
