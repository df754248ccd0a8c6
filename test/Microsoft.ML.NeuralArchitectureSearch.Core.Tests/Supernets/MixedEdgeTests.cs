using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using NUnit.Framework;
using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Supernets;

/// <summary>A search cell of one node, whose two edges mix all operations.</summary>
public sealed class MixedEdgeTests
{
    private static readonly DartsCellSpace Space = new() { Nodes = 1 };

    [TestCase(1)]
    [TestCase(2)]
    public void Gradients_are_those_of_finite_differences(int stride)
    {
        using var scope = NewDisposeScope();
        manual_seed(2);
        using var cell = Create(stride).to(ScalarType.Float64);
        var input = randn([3, 4, 8, 8], ScalarType.Float64).requires_grad_(true);
        var weights = rand([2, 8], ScalarType.Float64).requires_grad_(true);
        var readout = randn([3, 4, 8 / stride, 8 / stride], ScalarType.Float64);
        Tensor[] variables = [input, weights, .. cell.parameters()];
        Tensor[] directions = [.. variables.Select(variable => randn(variable.shape, ScalarType.Float64))];

        var gradients = autograd.grad([Value()], variables);

        const double Step = 1e-6;
        for (var index = 0; index < variables.Length; index++)
        {
            var expected = (gradients[index] * directions[index]).sum().item<double>();
            var ahead = ValueAt(index, Step);
            var behind = ValueAt(index, -2 * Step);
            ValueAt(index, Step);
            Assert.That(
                (ahead - behind) / (2 * Step),
                Is.EqualTo(expected).Within(1e-6 * Math.Max(1, Math.Abs(expected))),
                $"variable {index}");
        }

        Tensor Value() => (Call(cell, input, weights) * readout).sum();

        double ValueAt(int index, double step)
        {
            using var noGradient = no_grad();
            variables[index].add_(directions[index] * step);
            return Value().item<double>();
        }
    }

    [Test]
    public void A_weight_of_one_alone_gives_that_operation()
    {
        using var scope = NewDisposeScope();
        using var cell = Create(stride: 1);
        var weights = zeros(2, 8);
        weights[1, OperationNames.Darts.IndexOf(OperationNames.SkipConnect)] = 1;
        var state = Array.FindIndex([.. cell.Graph.Nodes], node => node.Key == "preprocess1.norm");
        Tensor? read = null;
        cell.Observer = (node, output) => read = node == cell.Graph.Nodes[state] ? output.clone().MoveToOuterDisposeScope() : read;

        var output = Call(cell, randn(2, 4, 8, 8), weights);

        Assert.That(output.allclose(read!));
    }

    [Test]
    public void The_weight_of_none_changes_nothing_and_its_gradient_is_zero()
    {
        using var scope = NewDisposeScope();
        using var cell = Create(stride: 2);
        cell.eval();
        var weights = rand([2, 8], requires_grad: true);

        var gradient = autograd.grad([Call(cell, randn(2, 4, 8, 8), weights).sum()], [weights])[0];

        Assert.That(gradient[0, 0].item<float>(), Is.Zero);
        Assert.That(gradient[1, 0].item<float>(), Is.Zero);
        Assert.That(gradient[0, 4].item<float>(), Is.Not.Zero);
    }

    private static GraphNetwork Create(int stride)
    {
        var graph = new GraphBuilder(new MapShape(4, 8, 8));
        var place = new CellPlacement(4, 4, 4, Reduces: stride == 2, PreviousReduces: false);
        graph.Standardized(() => SearchCellBlock.Add(graph, GraphBuilder.Input, GraphBuilder.Input, Space, place));
        return new GraphNetwork(graph.Build());
    }

    private static Tensor Call(GraphNetwork cell, Tensor input, Tensor weights)
    {
        cell.Choices = new SupernetChoices(weights, weights);
        return cell.call(input);
    }
}
