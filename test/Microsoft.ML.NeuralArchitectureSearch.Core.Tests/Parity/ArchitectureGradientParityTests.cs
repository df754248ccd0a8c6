using Microsoft.ML.NeuralArchitectureSearch.Supernets;
using NUnit.Framework;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Parity;

/// <summary>
/// The gradients of Eqs. (5) to (8) of arXiv:1806.09055, written out plainly on the supernet: they test that it may be differentiated
/// twice.
/// </summary>
public sealed class ArchitectureGradientParityTests
{
    private const double Tolerance = 1e-7;

    private DisposeScope _scope = null!;
    private GraphSupernet _supernet = null!;
    private Parameter[] _weights = null!;
    private Tensor[] _alphas = null!;
    private Oracle _oracle = null!;
    private (Tensor Images, Tensor Labels) _training;
    private (Tensor Images, Tensor Labels) _validation;
    private double _rate;

    [SetUp]
    public void Load()
    {
        _scope = NewDisposeScope();
        _oracle = Oracle.Read("architect_grads");
        using var network = Oracle.Read("supernet_C4_L3");
        _supernet = ReferenceSupernet.Load(network, ScalarType.Float64);
        _weights = [.. _supernet.parameters()];
        _alphas = [.. new[] { "alphas_normal", "alphas_reduce" }.Select(
            name => network.Parameters(name, ScalarType.Float64).requires_grad_(true))];
        _training = (_oracle.Images("train_input", ScalarType.Float64), _oracle.Labels("train_targets"));
        _validation = (network.Images("input", ScalarType.Float64), network.Labels("targets"));
        _rate = _oracle.Root.GetProperty("eta").GetDouble();
    }

    [TearDown]
    public void Release()
    {
        _supernet.Dispose();
        _oracle.Dispose();
        _scope.Dispose();
    }

    [Test]
    public void The_first_order_is_that_of_the_reference() => AssertEqual(autograd.grad([Loss(_validation)], _alphas), "first_order");

    [Test]
    public void The_second_order_by_finite_differences_is_that_of_the_reference()
    {
        var (direct, vector) = GradientsAfterStep();
        var length = Math.Sqrt(vector.Sum(part => part.square().sum().item<double>()));
        var step = _oracle.Root.GetProperty("hvp_r").GetDouble() / length;
        Move(vector, step);
        var ahead = autograd.grad([Loss(_training)], _alphas);
        Move(vector, -2 * step);
        var behind = autograd.grad([Loss(_training)], _alphas);

        AssertEqual(
            [.. direct.Select((gradient, kind) => gradient - (_rate * (ahead[kind] - behind[kind]) / (2 * step)))],
            "second_order_finite_difference");
    }

    [Test]
    public void The_exact_second_order_is_that_of_the_reference()
    {
        var (direct, vector) = GradientsAfterStep();
        var gradients = autograd.grad([Loss(_training)], _weights, retain_graph: true, create_graph: true);
        var product = gradients.Zip(vector, (gradient, part) => (gradient * part).sum()).Aggregate((sum, term) => sum + term);
        var implicitTerm = autograd.grad([product], _alphas);

        AssertEqual([.. direct.Select((gradient, kind) => gradient - (_rate * implicitTerm[kind]))], "second_order_exact_hvp");
    }

    private Tensor Loss((Tensor Images, Tensor Labels) batch) => functional.cross_entropy(
        _supernet.call(batch.Images, _alphas[0].softmax(1), _alphas[1].softmax(1)), batch.Labels);

    // The gradients of the validation loss by α and by the weights after one step of SGD, which is taken back.
    private (IList<Tensor> Direct, Tensor[] Vector) GradientsAfterStep()
    {
        var decay = _oracle.Root.GetProperty("weight_decay").GetDouble();
        var gradients = autograd.grad([Loss(_training)], _weights);
        Tensor[] step = [.. gradients.Zip(_weights, (gradient, weight) => (gradient + (decay * weight)).detach())];
        var before = _weights.Select(weight => weight.detach().clone()).ToArray();
        Move(step, -_rate);
        var all = autograd.grad([Loss(_validation)], [.. _alphas, .. _weights]);
        using var noGradient = no_grad();
        foreach (var (weight, value) in _weights.Zip(before))
        {
            weight.copy_(value);
        }

        return ([.. all.Take(2)], [.. all.Skip(2)]);
    }

    private void Move(IReadOnlyList<Tensor> direction, double distance)
    {
        using var noGradient = no_grad();
        foreach (var (weight, part) in _weights.Zip(direction))
        {
            weight.add_(part * distance);
        }
    }

    private void AssertEqual(IList<Tensor> gradients, string name)
    {
        Assert.That(Oracle.RelativeError(gradients[0], _oracle.Numbers(name, "alphas_normal")), Is.LessThanOrEqualTo(Tolerance));
        Assert.That(Oracle.RelativeError(gradients[1], _oracle.Numbers(name, "alphas_reduce")), Is.LessThanOrEqualTo(Tolerance));
    }
}
