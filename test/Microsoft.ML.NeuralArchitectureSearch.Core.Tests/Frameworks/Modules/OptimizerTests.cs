using NUnit.Framework;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Frameworks.Modules;

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
            Step(optimizer, parameter);

        TensorAssert.Holds(1e-12, parameter, expected);
    }

    [Test]
    public void Sgd_with_momentum_and_weight_decay() =>
        ReachesAfterFourSteps(p => optim.SGD(p, 0.01, momentum: 0.9, weight_decay: 0.1), 0.7019389146347704, -3.1866164841295572, 0.9205855064958028);

    [Test]
    public void Sgd_with_dampening() =>
        ReachesAfterFourSteps(p => optim.SGD(p, 0.01, momentum: 0.9, dampening: 0.5, weight_decay: 0.1), 0.7869886174961376, -2.756222643486577, 1.4246989574068534);

    [Test]
    public void Sgd_with_nesterov_momentum() =>
        ReachesAfterFourSteps(p => optim.SGD(p, 0.01, momentum: 0.9, nesterov: true), 0.6367053344865635, -3.9534242364102408, 0.6727493848340069);

    [Test]
    public void Adam_with_weight_decay_in_the_gradient() =>
        ReachesAfterFourSteps(p => optim.Adam(p, 0.1, beta1: 0.5, beta2: 0.9, weight_decay: 0.1), 0.623506172770776, -2.4105284228221153, 2.6076285065363813);

    [Test]
    public void Adam_that_remembers_the_largest_square() =>
        ReachesAfterFourSteps(p => optim.Adam(p, 0.1, amsgrad: true), 0.6076769015177451, -2.401171158746377, 2.6018880956548935);

    [Test]
    public void Adam_with_decoupled_weight_decay() =>
        ReachesAfterFourSteps(p => optim.AdamW(p, 0.1, weight_decay: 0.2), 0.5440615214030163, -2.2338644978926547, 2.3823664451863285);

    [Test]
    public void Rmsprop_centered_with_momentum() =>
        ReachesAfterFourSteps(p => optim.RMSProp(p, 0.01, alpha: 0.9, weight_decay: 0.1, momentum: 0.5, centered: true), 0.8436147797115463, -2.1652411486502774, 2.840060505000573);

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
    public void Each_group_has_its_own_options()
    {
        using var fast = Start();
        using var slow = Start();
        using var optimizer = optim.SGD([new SGD.ParamGroup([fast], lr: 1.0), new SGD.ParamGroup([slow], lr: 0.5)], 0.1);
        ((fast + slow).sum()).backward();

        optimizer.step();

        TensorAssert.Holds(fast, 0, -3, 2);
        TensorAssert.Holds(slow, 0.5, -2.5, 2.5);
        Assert.That(optimizer.ParamGroups.Select(group => group.LearningRate), Is.EqualTo(new[] { 1, 0.5 }));
    }

    [Test]
    public void The_learning_rate_can_be_set_between_steps()
    {
        using var parameter = Start();
        using var optimizer = optim.SGD([parameter], 0.1);
        parameter.sum().backward();

        foreach (var group in optimizer.ParamGroups)
            group.LearningRate = 2;
        optimizer.step();

        TensorAssert.Holds(parameter, -1, -4, 1);
    }

    [Test]
    public void State_saved_and_loaded_continues_the_same_way()
    {
        using var parameter = Start();
        using var optimizer = optim.Adam([parameter], 0.1);
        Step(optimizer, parameter);
        Step(optimizer, parameter);
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true))
            optimizer.save_state_dict(writer);
        using var resumedParameter = nn.Parameter(parameter.detach().clone());
        using var resumed = optim.Adam([resumedParameter], 0.7);

        stream.Position = 0;
        using var reader = new BinaryReader(stream);
        resumed.load_state_dict(reader);
        Step(optimizer, parameter);
        Step(resumed, resumedParameter);

        TensorAssert.Holds(1e-15, resumedParameter, TensorAssert.Values(parameter));
    }

    [Test]
    public void State_of_another_optimizer_is_refused()
    {
        using var parameter = Start();
        using var adam = optim.Adam([parameter], 0.1);
        using var sgd = optim.SGD([parameter], 0.1);
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        adam.save_state_dict(writer);

        stream.Position = 0;
        using var reader = new BinaryReader(stream);

        Assert.That(() => sgd.load_state_dict(reader), Throws.TypeOf<InvalidDataException>());
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
            Step(optimizer, parameter);

        Assert.That(Tensor.TotalCount, Is.LessThanOrEqualTo(before));
        Assert.That(TensorAssert.Values(parameter), Has.All.Not.NaN);
    }
}
