using Microsoft.ML.NeuralArchitectureSearch.Batching;
using NUnit.Framework;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Batching;

public sealed class LabelledDataTests
{
    [Test]
    public void It_knows_the_size_of_its_images()
    {
        using var data = Create(count: 6);

        Assert.That(data.Shape, Is.EqualTo(new MapShape(2, 3, 4)));
        Assert.That((data.Count, data.ClassCount), Is.EqualTo((6L, 3)));
    }

    [Test]
    public void It_outlives_the_scope_that_its_tensors_were_made_in()
    {
        LabelledData data;
        using (NewDisposeScope())
        {
            data = Create(count: 2);
        }

        using (data)
        {
            Assert.That(data.Inputs[1, 0, 0, 0].item<float>(), Is.EqualTo(24));
        }
    }

    [Test]
    public void A_split_deals_every_image_to_one_of_the_halves()
    {
        using var scope = NewDisposeScope();
        using var data = Create(count: 10);

        var (first, second) = data.Split(0.7, new Random(1));

        using (first)
        using (second)
        {
            Assert.That((first.Count, second.Count), Is.EqualTo((7L, 3L)));
            Assert.That(Ids(first.Inputs).Concat(Ids(second.Inputs)), Is.EquivalentTo(Enumerable.Range(0, 10)));
            Assert.That(Ids(first.Inputs).Concat(Ids(second.Inputs)), Is.Not.EqualTo(Enumerable.Range(0, 10)));
        }
    }

    [TestCase(0.01)]
    [TestCase(0.99)]
    public void Either_half_gets_an_image(double fraction)
    {
        using var data = Create(count: 3);

        var (first, second) = data.Split(fraction, new Random(1));

        using (first)
        using (second)
        {
            Assert.That(Math.Min(first.Count, second.Count), Is.EqualTo(1));
        }
    }

    [Test]
    public void Labels_stay_with_their_images()
    {
        using var scope = NewDisposeScope();
        using var data = Create(count: 9);

        var (images, labels) = data.Gather([7, 2, 2]);

        Assert.That(Ids(images), Is.EqualTo(new[] { 7, 2, 2 }));
        Assert.That(labels.data<long>().ToArray(), Is.EqualTo(new long[] { 1, 2, 2 }));
    }

    [TestCase(10, 4, new[] { 4, 4, 2 })]
    [TestCase(9, 4, new[] { 4, 4 })]
    [TestCase(8, 4, new[] { 4, 4 })]
    [TestCase(1, 4, new[] { 1 })]
    [TestCase(3, 4, new[] { 3 })]
    public void Shuffled_mini_batches_leave_out_a_last_one_of_a_single_image(int count, int size, int[] lengths)
    {
        using var data = Create(count);

        var batches = data.Shuffle(size, new Random(1)).ToList();

        Assert.That(batches.Select(batch => batch.Length), Is.EqualTo(lengths));
        Assert.That(batches.SelectMany(batch => batch), Is.Unique);
        Assert.That(data.BatchCount(size), Is.EqualTo(lengths.Length));
    }

    [Test]
    public void Every_pass_has_its_own_order_and_the_same_seed_the_same_orders()
    {
        using var data = Create(count: 12);
        var (random, same) = (new Random(5), new Random(5));

        var first = data.Shuffle(12, random).Single();
        var second = data.Shuffle(12, random).Single();

        Assert.That(second, Is.Not.EqualTo(first));
        Assert.That(data.Shuffle(12, same).Single(), Is.EqualTo(first));
    }

    [Test]
    public void In_order_no_image_is_left_out()
    {
        using var data = Create(count: 5);

        Assert.That(data.InOrder(2).SelectMany(batch => batch), Is.EqualTo(new long[] { 0, 1, 2, 3, 4 }));
    }

    [Test]
    public void A_copy_on_a_device_is_independent_of_the_original()
    {
        using var data = Create(count: 2);
        using var copy = data.To(CPU);

        data.Dispose();

        Assert.That(copy.Inputs[1, 0, 0, 0].item<float>(), Is.EqualTo(24));
    }

    [Test]
    public void Wrong_tensors_are_refused_with_what_was_found()
    {
        using var scope = NewDisposeScope();
        var images = zeros(2, 1, 3, 3);
        var labels = zeros(2, dtype: ScalarType.Int64);

        Assert.That(() => new LabelledData(zeros(2, 9), labels, 2), Throws.ArgumentException.With.Message.Contains("[2, 9]"));
        Assert.That(() => new LabelledData(images.to(ScalarType.Byte), labels, 2), Throws.ArgumentException.With.Message.Contains("Byte"));
        Assert.That(
            () => new LabelledData(images, zeros(3, dtype: ScalarType.Int64), 2),
            Throws.ArgumentException.With.Message.Contains("[3]"));
        Assert.That(() => new LabelledData(images, zeros(2), 2), Throws.ArgumentException.With.Message.Contains("Float32"));
        Assert.That(() => new LabelledData(images, labels.add(2), 2), Throws.ArgumentException.With.Message.Contains("found 2 to 2"));
        Assert.That(() => new LabelledData(images, labels, 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => new LabelledData(zeros(0, 1, 3, 3), zeros(0, dtype: ScalarType.Int64), 2), Throws.ArgumentException);
    }

    // Image i holds i·24 … i·24 + 23 and is of class i mod 3.
    private static LabelledData Create(int count) => new(
        arange(count * 24).to(ScalarType.Float32).reshape(count, 2, 3, 4), arange(count).remainder(3), classCount: 3);

    private static IEnumerable<int> Ids(Tensor images) =>
        images.select(1, 0).select(1, 0).select(1, 0).data<float>().ToArray().Select(value => (int)value / 24);
}
