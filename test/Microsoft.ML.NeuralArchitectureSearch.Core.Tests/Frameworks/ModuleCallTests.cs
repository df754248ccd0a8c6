using NUnit.Framework;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Frameworks;

/// <summary>What call does beyond forward, and whether the output is the input.</summary>
public sealed class ModuleCallTests
{
    [Test]
    public void Call_runs_hooks_and_forward_does_not()
    {
        using var module = nn.ReLU();
        var calls = new List<string>();
        module.register_forward_pre_hook((_, input) =>
        {
            calls.Add("before");
            return input + 1;
        });
        module.register_forward_hook((_, _, output) =>
        {
            calls.Add("after");
            return output * 10;
        });

        Assert.That(module.call(ones(1)).item<float>(), Is.EqualTo(20));
        Assert.That(calls, Is.EqualTo(new[] { "before", "after" }));
        Assert.That(module.forward(ones(1)).item<float>(), Is.EqualTo(1));
    }

    [Test]
    public void Identity_and_dropout_of_a_trained_model_give_a_handle_of_their_own()
    {
        using var input = ones(2);
        using var identity = nn.Identity();
        using var dropout = nn.Dropout();
        dropout.eval();

        identity.call(input).Dispose();
        dropout.call(input).Dispose();

        Assert.That(input.IsInvalid, Is.False);
    }

    [Test]
    public void A_sequence_leaves_its_input_alone_and_may_be_empty()
    {
        using var input = ones(1);
        using var steps = nn.Sequential(nn.Identity(), nn.Identity(), nn.ReLU());
        using var empty = nn.Sequential();

        using var output = steps.call(input);
        using var same = empty.call(input);

        Assert.That(input.IsInvalid, Is.False);
        Assert.That(output.item<float>(), Is.EqualTo(1));
        Assert.That(same.item<float>(), Is.EqualTo(1));
    }
}
