using NUnit.Framework;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Frameworks;

/// <summary>What a module finds among its fields, and under which names.</summary>
public sealed class ModuleRegistrationTests
{
    private sealed class Nested : nn.Module<Tensor, Tensor>
    {
        private readonly Linear second = nn.Linear(3, 2, hasBias: false);
        private readonly Parameter scale = nn.Parameter(ones(2));
        private readonly BatchNorm1d first = nn.BatchNorm1d(2);
        private readonly Tensor shift = zeros(2);
        private readonly List<nn.Module> unseen = [nn.Linear(1, 1)];

        public Nested() : base(nameof(Nested))
        {
            register_parameter("explicit", nn.Parameter(ones(1)));
            RegisterComponents();
        }

        public int UnseenCount => unseen.Count;

        public override Tensor forward(Tensor input) => first.call(second.call(input)) * scale + shift;
    }

    private sealed class Sharing : nn.Module<Tensor, Tensor>
    {
        private readonly Linear one;
        private readonly Linear two;

        public Sharing() : base(nameof(Sharing))
        {
            one = two = nn.Linear(1, 1, hasBias: false);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => two.call(one.call(input));
    }

    [Test]
    public void Own_parameters_come_before_those_of_children_and_explicit_ones_first()
    {
        using var module = new Nested();

        Assert.That(module.named_parameters().Select(named => named.name),
            Is.EqualTo(new[] { "explicit", "scale", "second.weight", "first.weight", "first.bias" }));
    }

    [Test]
    public void A_tensor_field_is_a_buffer()
    {
        using var module = new Nested();

        Assert.That(module.named_buffers().Select(named => named.name),
            Is.EqualTo(new[] { "shift", "first.running_mean", "first.running_var", "first.num_batches_tracked" }));
    }

    [Test]
    public void A_list_of_modules_is_not_seen()
    {
        using var module = new Nested();

        Assert.That(module.UnseenCount, Is.EqualTo(1));
        Assert.That(module.named_children().Select(named => named.name), Is.EqualTo(new[] { "second", "first" }));
    }

    [Test]
    public void A_shared_module_counts_once_among_parameters_and_twice_in_the_state()
    {
        using var module = new Sharing();

        Assert.That(module.parameters().Count(), Is.EqualTo(1));
        Assert.That(module.state_dict().Keys, Is.EquivalentTo(new[] { "one.weight", "two.weight" }));
    }

    [Test]
    public void Parameters_are_the_same_objects_every_time()
    {
        using var module = nn.Linear(2, 2);

        var first = module.parameters().First();

        Assert.That(module.parameters().First(), Is.SameAs(first));
        Assert.That(module.get_parameter("weight"), Is.SameAs(module.weight));
        Assert.That(module.has_parameter("wait"), Is.False);
    }

    [Test]
    public void A_name_may_be_registered_once()
    {
        using var module = new Nested();

        Assert.That(() => module.register_module("first", nn.ReLU()), Throws.InvalidOperationException);
        Assert.That(() => module.register_parameter("scale", nn.Parameter(ones(1))), Throws.InvalidOperationException);
        Assert.That(() => module.register_module("with.dot", nn.ReLU()), Throws.ArgumentException);
    }

    [Test]
    public void Zero_grad_forgets_gradients_or_fills_them_with_zeros()
    {
        using var module = nn.Linear(1, 1);
        module.call(ones(1, 1)).sum().backward();

        module.zero_grad(set_to_none: false);
        Assert.That(module.weight!.grad!.item<float>(), Is.Zero);

        module.zero_grad();
        Assert.That(module.weight.grad, Is.Null);
    }
}
