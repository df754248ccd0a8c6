using NUnit.Framework;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Frameworks;

/// <summary>The state of a module, and the bytes it is saved as: models of the product hold them.</summary>
public sealed class ModuleSavingTests
{
    [Test]
    public void The_state_is_the_tensors_themselves()
    {
        using var module = nn.BatchNorm2d(1);

        var state = module.state_dict();

        Assert.That(state.Keys, Is.EquivalentTo(new[] { "weight", "bias", "running_mean", "running_var", "num_batches_tracked" }));
        using (no_grad())
        {
            state["weight"].fill_(3);
        }

        Assert.That(module.weight!.item<float>(), Is.EqualTo(3));
    }

    [Test]
    public void Loading_a_state_copies_values_into_the_same_objects()
    {
        using var source = nn.Linear(2, 1);
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
        using var source = nn.Sequential(nn.Linear(2, 1), nn.BatchNorm1d(1));
        source.call(tensor(new[] { 1f, 2, 3, 5 }).view(2, 2)).Dispose();
        using var target = nn.Sequential(nn.Linear(2, 1), nn.BatchNorm1d(1));
        var loaded = new Dictionary<string, bool>();

        using var written = new MemoryStream();
        source.save(written);
        target.load(new MemoryStream(written.ToArray()), loadedParameters: loaded);

        var before = source.state_dict();
        foreach (var (key, tensor) in target.state_dict())
        {
            Assert.That(TensorAssert.Values(tensor), Is.EqualTo(TensorAssert.Values(before[key])), key);
        }

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
}
