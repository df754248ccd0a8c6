using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;
using Microsoft.ML.NeuralArchitectureSearch.Supernets;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using NUnit.Framework;
using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Strategies.Darts;

/// <summary>
/// The architecture gradients of a recurrent supernet against their definition, in float64, with dropout and normalization as in a search.
/// </summary>
public sealed class TextProblemTests
{
    private const double Shift = 1e-5;

    private DisposeScope _scope = null!;
    private RecurrentSupernet _network = null!;

    [SetUp]
    public void Begin()
    {
        _scope = NewDisposeScope();
        manual_seed(1);
    }

    [TearDown]
    public void End()
    {
        _network.Dispose();
        _scope.Dispose();
    }

    [Test]
    public void The_first_order_gradient_is_the_slope_of_the_validation_loss()
    {
        var problem = Create();

        var gradient = new FirstOrderGradient().Of(problem);

        AssertEqual(gradient, Slopes(problem, () => problem.ValidationLoss().Loss.item<double>()), 1e-8);
    }

    [Test]
    public void The_exact_gradient_is_the_slope_of_the_validation_loss_after_the_unrolled_step()
    {
        var problem = Create();

        var gradient = new ExactGradient().Of(problem);

        AssertEqual(gradient, Slopes(problem, () => LossAfterStep(problem)), 1e-7);
    }

    [Test]
    public void The_gradient_by_finite_differences_comes_close_to_the_exact_one()
    {
        var problem = Create();

        var exact = new ExactGradient().Of(problem).Alphas[0];
        var near = new FiniteDifferenceGradient().Of(problem).Alphas[0];
        var first = new FirstOrderGradient().Of(problem).Alphas[0];

        Assert.That((near - exact).abs().max().item<double>(), Is.LessThan(0.02 * (first - exact).abs().max().item<double>()));
    }

    [Test]
    public void A_clipped_step_is_shorter_and_so_is_the_vector_that_the_second_derivatives_are_taken_along()
    {
        var problem = Create();
        const double norm = 0.01;
        var (training, vector) = (GradientAt(problem.TrainingLoss()), ValidationGradientAfter(problem, norm));
        var (scale, vectorScale) = (norm / (Length(training) + 1e-6), norm / (Length(vector.Weights) + 1e-6));
        var product = SecondDerivativesAlong(problem, vector.Weights);

        var gradient = new ExactGradient().Of(problem with { Unrolled = problem.Unrolled with { Clip = new(norm) } }).Alphas[0];

        Assert.That(scale, Is.LessThan(1));
        Assert.That(vectorScale, Is.LessThan(1));
        var expected = vector.Alpha - (product * (problem.Unrolled.LearningRate * scale * vectorScale));
        Assert.That((gradient - expected).abs().max().item<double>(), Is.LessThan(1e-12));
    }

    private static double Length(Tensor[] parts) => Math.Sqrt(parts.Sum(part => part.square().sum().item<double>()));

    private static Tensor[] GradientAt(BatchLoss loss, Tensor[]? by = null, IEnumerable<Tensor>? weights = null) =>
        [.. autograd.grad([loss.Loss], by ?? [.. weights!], allow_unused: true)];

    private Tensor[] GradientAt(BatchLoss loss) => GradientAt(loss, weights: _network.parameters());

    private (Tensor Alpha, Tensor[] Weights) ValidationGradientAfter(TextProblem problem, double norm)
    {
        using var weights = new UnrolledWeights(problem.Weights);
        var gradient = GradientAt(problem.TrainingLoss());
        weights.Step(problem.Unrolled, gradient, norm / (Length(gradient) + 1e-6));
        var gradients = GradientAt(problem.ValidationLoss(), [.. problem.Alphas, .. problem.Weights]);
        return (gradients[0], gradients[1..]);
    }

    private static Tensor SecondDerivativesAlong(TextProblem problem, Tensor[] vector)
    {
        var gradient = autograd.grad([problem.TrainingLoss().Loss], [.. problem.Weights], retain_graph: true, create_graph: true);
        return autograd.grad([stack(gradient.Zip(vector, (first, second) => first.mul(second).sum())).sum()], [problem.Alphas[0]])[0];
    }

    private double LossAfterStep(TextProblem problem)
    {
        using var weights = new UnrolledWeights(problem.Weights);
        weights.Step(problem.Unrolled, GradientAt(problem.TrainingLoss()));
        return problem.ValidationLoss().Loss.item<double>();
    }

    private static double[] Slopes(TextProblem problem, Func<double> loss)
    {
        var flat = problem.Alphas[0].detach().view(-1);
        return [.. Enumerable.Range(0, (int)flat.numel()).Select(index => (At(index, Shift) - At(index, -Shift)) / (2 * Shift))];

        double At(int index, double shift)
        {
            using var scope = NewDisposeScope();
            var before = flat[index].item<double>();
            flat[index] = tensor(before + shift);
            var value = loss();
            flat[index] = tensor(before);
            return value;
        }
    }

    private static void AssertEqual(ArchitectureGradient gradient, double[] expected, double tolerance) =>
        Assert.That((gradient.Alphas[0].flatten() - tensor(expected)).abs().max().item<double>(), Is.LessThan(tolerance));

    private TextProblem Create()
    {
        var space = new RecurrentCellSpace { Nodes = 3 };
        _network = new RecurrentSupernet(
            space,
            new()
            {
                HiddenSize = 5,
                EmbeddingDropout = 0.1,
                InputDropout = 0.1,
                CellInputDropout = 0.2,
                HiddenDropout = 0.1,
                OutputDropout = 0.2
            },
            vocabularySize: 7).to(ScalarType.Float64);
        using (no_grad())
        {
            foreach (var weight in _network.parameters())
            {
                weight.mul_(15); // Far enough from zero for the derivatives to be seen.
            }
        }

        return new TextProblem
        {
            Network = _network,
            Weights = [.. _network.parameters()],
            Alphas = [randn(space.EdgeCount, space.Operations.Length, ScalarType.Float64).requires_grad_(true)],
            Training = Piece(),
            Validation = Piece(),
            Unrolled = new UnrolledStep(0.5, 0, 1e-3, []),
            TemporalRegularization = 0.01,
            Seed = 4,
        };
    }

    private static TextPiece Piece() => new(randint(0, 7, [4, 3]), randint(0, 7, [12]), randn(3, 5, ScalarType.Float64));
}
