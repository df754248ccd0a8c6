using NUnit.Framework;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Frameworks.Modules;

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

    private sealed class Containers : nn.Module<Tensor, Tensor>
    {
        private readonly ModuleList<Linear> list = new(nn.Linear(1, 1, hasBias: false), nn.Linear(1, 1, hasBias: false));
        private readonly ModuleDict<Linear> dictionary = nn.ModuleDict(("a", nn.Linear(1, 1, hasBias: false)), ("b", nn.Linear(1, 1, hasBias: false)));
        private readonly ParameterList parameterList = nn.ParameterList(nn.Parameter(ones(1)), nn.Parameter(ones(1)));

        public Containers() : base(nameof(Containers)) => RegisterComponents();

        public override Tensor forward(Tensor input) => list[1].call(list[0].call(input)) + dictionary["a"].call(input) + parameterList[0];
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
    public void Containers_name_their_members_by_position_or_key()
    {
        using var module = new Containers();

        Assert.That(module.named_parameters().Select(named => named.name), Is.EqualTo(new[]
        {
            "list.0.weight", "list.1.weight", "dictionary.a.weight", "dictionary.b.weight", "parameterList.0", "parameterList.1",
        }));
    }

    [Test]
    public void A_shared_module_counts_once_among_parameters_and_twice_in_the_state()
    {
        using var module = new Sharing();

        Assert.That(module.parameters().Count(), Is.EqualTo(1));
        Assert.That(module.state_dict().Keys, Is.EquivalentTo(new[] { "one.weight", "two.weight" }));
    }

    [Test]
    public void A_sequence_names_its_steps_by_position_unless_told()
    {
        using var byPosition = nn.Sequential(nn.Linear(1, 1), nn.ReLU(), nn.Linear(1, 1, hasBias: false));
        using var byName = nn.Sequential(("first", nn.Linear(1, 1, hasBias: false)), ("last", nn.ReLU()));

        Assert.That(byPosition.named_parameters().Select(named => named.name), Is.EqualTo(new[] { "0.weight", "0.bias", "2.weight" }));
        Assert.That(byName.named_parameters().Select(named => named.name), Is.EqualTo(new[] { "first.weight" }));
        Assert.That(byName.named_children().Select(named => named.name), Is.EqualTo(new[] { "first", "last" }));
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
    public void A_parameter_is_found_by_its_path()
    {
        using var module = new Nested();

        Assert.That(module.get_parameter("first.bias")!.shape, Is.EqualTo(new long[] { 2 }));
        Assert.That(module.get_parameter("first.nothing"), Is.Null);
        Assert.That(module.get_buffer("first.running_mean"), Is.Not.Null);
    }

    [Test]
    public void Train_and_eval_reach_every_descendant()
    {
        using var module = nn.Sequential(nn.Sequential(nn.Dropout(0.5)));
        var dropout = module.modules().OfType<Dropout>().Single();

        module.eval();
        Assert.That(dropout.training, Is.False);

        module.train();
        Assert.That(dropout.training, Is.True);
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
