using NUnit.Framework;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Frameworks.Modules;

public sealed class ModuleStateTests
{
    [Test]
    public void The_state_is_the_tensors_themselves()
    {
        using var module = nn.BatchNorm2d(1);

        var state = module.state_dict();

        Assert.That(state.Keys, Is.EquivalentTo(new[] { "weight", "bias", "running_mean", "running_var", "num_batches_tracked" }));
        using (no_grad())
            state["weight"].fill_(3);
        Assert.That(module.weight!.item<float>(), Is.EqualTo(3));
    }

    [Test]
    public void Loading_a_state_copies_values_into_the_same_objects()
    {
        using var source = TensorAssert.Ramp(nn.Linear(2, 1));
        using var target = nn.Linear(2, 1);
        var weight = target.weight;

        var (missing, unexpected) = target.load_state_dict(source.state_dict());

        Assert.That(missing, Is.Empty);
        Assert.That(unexpected, Is.Empty);
        Assert.That(target.weight, Is.SameAs(weight));
        Assert.That(TensorAssert.Values(target.weight!), Is.EqualTo(TensorAssert.Values(source.weight!)));
    }

    [Test]
    public void A_state_that_does_not_fit_is_refused_unless_told_otherwise()
    {
        using var source = nn.Linear(2, 1, hasBias: false);
        using var target = nn.Linear(2, 1);

        Assert.That(() => target.load_state_dict(source.state_dict()), Throws.InvalidOperationException);
        Assert.That(target.load_state_dict(source.state_dict(), strict: false).Item1, Is.EqualTo(new[] { "bias" }));
        Assert.That(target.load_state_dict(source.state_dict(), strict: true, skip: ["bias"]).Item1, Is.Empty);
    }

    [Test]
    public void A_saved_module_is_a_count_then_names_types_shapes_and_raw_values()
    {
        using var module = nn.Linear(1, 1);
        using (no_grad())
        {
            module.weight!.fill_(1);
            module.bias!.fill_(2);
        }

        using var stream = new MemoryStream();
        module.save(stream);

        byte[] expected =
        [
            2,
            6, (byte)'w', (byte)'e', (byte)'i', (byte)'g', (byte)'h', (byte)'t', 6, 2, 1, 1, 0, 0, 0x80, 0x3f,
            4, (byte)'b', (byte)'i', (byte)'a', (byte)'s', 6, 1, 1, 0, 0, 0, 0x40,
        ];
        Assert.That(stream.ToArray(), Is.EqualTo(expected));
        Assert.That(stream.CanRead, Is.False);
    }

    [Test]
    public void Sizes_above_127_take_two_bytes()
    {
        using var module = nn.Linear(1, 200, hasBias: false);
        using var stream = new MemoryStream();

        module.save(stream);

        Assert.That(stream.ToArray()[8..13], Is.EqualTo(new byte[] { 6, 2, 200, 1, 1 }));
    }

    [Test]
    public void What_was_saved_can_be_loaded()
    {
        using var source = TensorAssert.Ramp(nn.Sequential(nn.Conv2d(1, 2, 3), nn.BatchNorm2d(2)));
        source.call(ones(2, 1, 4, 4)).Dispose();
        using var target = nn.Sequential(nn.Conv2d(1, 2, 3), nn.BatchNorm2d(2));
        var loaded = new Dictionary<string, bool>();

        using var written = new MemoryStream();
        source.save(written);
        target.load(new MemoryStream(written.ToArray()), loadedParameters: loaded);

        var before = source.state_dict();
        foreach (var (key, tensor) in target.state_dict())
            Assert.That(TensorAssert.Values(tensor), Is.EqualTo(TensorAssert.Values(before[key])), key);
        Assert.That(target.get_buffer("1.num_batches_tracked")!.item<long>(), Is.EqualTo(1));
        Assert.That(loaded.Values, Has.All.True);
    }

    [Test]
    public void Another_shape_or_another_number_of_entries_is_refused()
    {
        using var saved = new MemoryStream();
        using var module = nn.Linear(2, 1);
        module.save(saved);

        using var wider = nn.Linear(3, 1);
        using var withoutBias = nn.Linear(2, 1, hasBias: false);

        Assert.That(() => wider.load(new MemoryStream(saved.ToArray())), Throws.ArgumentException);
        Assert.That(() => withoutBias.load(new MemoryStream(saved.ToArray())), Throws.ArgumentException);
    }

    [Test]
    public void Moving_a_module_replaces_its_parameters_and_frees_the_old_ones()
    {
        using var module = nn.Sequential(nn.Linear(2, 1), nn.BatchNorm1d(1));
        var linear = (Linear)module[0];
        var (before, count) = (linear.weight, module.get_buffer("1.num_batches_tracked"));

        module.to(ScalarType.Float64);

        Assert.That(linear.weight, Is.Not.SameAs(before));
        Assert.That(before!.IsInvalid, Is.True);
        Assert.That(linear.weight!.dtype, Is.EqualTo(ScalarType.Float64));
        Assert.That(linear.weight.requires_grad, Is.True);
        Assert.That(module.get_buffer("1.running_mean")!.dtype, Is.EqualTo(ScalarType.Float64));
        Assert.That(module.get_buffer("1.num_batches_tracked")!.dtype, Is.EqualTo(ScalarType.Int64), "counts stay integers");
        Assert.That(count!.IsInvalid, Is.True);
        Assert.That(module.call(ones(2, 2, ScalarType.Float64)).dtype, Is.EqualTo(ScalarType.Float64));
    }

    private sealed class Scaled : nn.Module<Tensor, Tensor>
    {
        private readonly Parameter scale = nn.Parameter(ones(1));

        public Scaled() : base(nameof(Scaled)) => RegisterComponents();

        public Parameter Current => scale;

        public override Tensor forward(Tensor input) => input * scale;
    }

    [Test]
    public void Moving_rewrites_the_fields_of_the_module()
    {
        using var module = new Scaled();

        module.to(ScalarType.Float64);

        Assert.That(module.Current.dtype, Is.EqualTo(ScalarType.Float64));
        Assert.That(module.parameters().Single(), Is.SameAs(module.Current));
    }

    [Test]
    public void Moving_to_where_it_is_changes_nothing()
    {
        using var module = nn.Linear(2, 1);
        var before = module.weight;

        module.to(ScalarType.Float32).cpu();

        Assert.That(module.weight, Is.SameAs(before));
    }

    [Test]
    public void Weights_outlive_the_scope_that_they_are_made_in()
    {
        Linear linear;
        BatchNorm2d normalization;
        Parameter bare;
        using (NewDisposeScope())
        {
            linear = nn.Linear(2, 1);
            normalization = nn.BatchNorm2d(1);
            bare = nn.Parameter(ones(1));
        }

        Assert.That(linear.weight!.IsInvalid, Is.False);
        Assert.That(linear.bias!.IsInvalid, Is.False);
        Assert.That(normalization.running_mean!.IsInvalid, Is.False);
        Assert.That(bare.IsInvalid, Is.True);
    }

    [Test]
    public void A_parameter_takes_over_the_data_of_its_tensor()
    {
        using var data = ones(2);

        using var parameter = nn.Parameter(data);

        Assert.That(data.IsInvalid, Is.True);
        Assert.That(parameter.requires_grad, Is.True);
        Assert.That(parameter.is_leaf, Is.True);
    }

    [Test]
    public void A_disposed_module_has_freed_its_tensors()
    {
        var module = nn.Sequential(nn.Linear(2, 1));
        var weight = module.parameters().First();

        module.Dispose();

        Assert.That(weight.IsInvalid, Is.True);
    }
}
