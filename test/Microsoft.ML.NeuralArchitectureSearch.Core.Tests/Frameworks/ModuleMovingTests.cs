using NUnit.Framework;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Frameworks;

/// <summary>Moving a module, and who owns its tensors.</summary>
public sealed class ModuleMovingTests
{
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
