using NUnit.Framework;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Frameworks;

/// <summary>Four steps down x³ + c·x from (1, -2, 3) in float64; the expected numbers are PyTorch's.</summary>
public sealed class OptimizerTests
{
    private static Parameter Start() => nn.Parameter(tensor(new[] { 1.0, -2, 3 }));

    private static void Step(optim.Optimizer optimizer, Parameter parameter)
    {
        using var scope = NewDisposeScope();
        optimizer.zero_grad();
        ((parameter * parameter * parameter).sum() + (parameter * tensor(new[] { 0.5, -1, 2 })).sum()).backward();
        optimizer.step();
    }

    private static void ReachesAfterFourSteps(Func<Parameter[], optim.Optimizer> make, params double[] expected)
    {
        using var parameter = Start();
        using var optimizer = make([parameter]);

        for (var i = 0; i < 4; i++)
        {
            Step(optimizer, parameter);
        }

        TensorAssert.Holds(1e-12, parameter, expected);
    }

    [Test]
    public void Sgd_with_momentum_and_weight_decay() =>
        ReachesAfterFourSteps(
            p => optim.SGD(p, 0.01, momentum: 0.9, weight_decay: 0.1),
            0.7019389146347704,
            -3.1866164841295572,
            0.9205855064958028);

    [Test]
    public void Adam_with_weight_decay_in_the_gradient() =>
        ReachesAfterFourSteps(
            p => optim.Adam(p, 0.1, beta1: 0.5, beta2: 0.9, weight_decay: 0.1),
            0.623506172770776,
            -2.4105284228221153,
            2.6076285065363813);

    [Test]
    public void Zero_grad_fills_with_zeros_and_keeps_the_gradient()
    {
        using var parameter = Start();
        using var optimizer = optim.SGD([parameter], 0.1);
        Step(optimizer, parameter);

        optimizer.zero_grad();

        TensorAssert.Holds(parameter.grad!, 0, 0, 0);
    }

    [Test]
    public void A_parameter_without_gradient_is_left_alone()
    {
        using var parameter = Start();
        using var optimizer = optim.Adam([parameter], weight_decay: 1);

        optimizer.step();

        TensorAssert.Holds(parameter, 1, -2, 3);
    }

    [Test]
    public void The_learning_rate_can_be_set_between_steps()
    {
        using var parameter = Start();
        using var optimizer = optim.SGD([parameter], 0.1);
        parameter.sum().backward();

        foreach (var group in optimizer.ParamGroups)
        {
            group.LearningRate = 2;
        }

        optimizer.step();

        TensorAssert.Holds(parameter, -1, -4, 1);
    }

    [Test]
    public void Steps_inside_scopes_leave_nothing_behind_and_keep_their_state()
    {
        using var parameter = Start();
        using var optimizer = optim.SGD([parameter], 0.001, momentum: 0.9, weight_decay: 0.1);
        Step(optimizer, parameter);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var before = Tensor.TotalCount;

        for (var i = 0; i < 20; i++)
        {
            Step(optimizer, parameter);
        }

        Assert.That(Tensor.TotalCount, Is.LessThanOrEqualTo(before));
        Assert.That(TensorAssert.Values(parameter), Has.All.Not.NaN);
    }
}
