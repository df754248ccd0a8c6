using Microsoft.ML.NeuralArchitectureSearch.Kernels;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Kernels;

internal sealed class PoolTests
{
    private int _created;
    private int _disposed;

    [SetUp]
    public void Begin() => (_created, _disposed) = (0, 0);

    [Test]
    public void Callers_at_once_have_an_object_each_and_later_ones_have_the_same_again()
    {
        using var pool = new Pool<Item>(Create);
        var (first, second) = (pool.Rent(), pool.Rent());
        Assert.That(second, Is.Not.SameAs(first));

        pool.Return(first);
        Assert.That(pool.Rent(), Is.SameAs(first));
        Assert.That(_created, Is.EqualTo(2));
    }

    [Test]
    public void Callers_do_not_wait_while_another_ones_object_is_created()
    {
        using var together = new Barrier(2);
        var met = 0;
        using var pool = new Pool<Item>(() =>
        {
            Interlocked.Add(ref met, together.SignalAndWait(TimeSpan.FromMinutes(1)) ? 1 : 0);
            return Create();
        });
        var other = new Thread(() => pool.Return(pool.Rent()));
        other.Start();
        pool.Return(pool.Rent());
        other.Join();

        Assert.That(met, Is.EqualTo(2));
    }

    [Test]
    public void No_more_objects_are_kept_than_there_are_processors()
    {
        using var pool = new Pool<Item>(Create);
        var callers = Environment.ProcessorCount + 3;
        Item[] rented = [.. Enumerable.Range(0, callers).Select(_ => pool.Rent())];

        foreach (var item in rented)
        {
            pool.Return(item);
        }

        Assert.That((_created, _disposed, pool.IdleCount), Is.EqualTo((callers, 3, Environment.ProcessorCount)));
    }

    [Test]
    public void A_disposed_pool_disposes_its_objects_the_rented_ones_when_they_are_returned()
    {
        var pool = new Pool<Item>(Create);
        var (kept, rented) = (pool.Rent(), pool.Rent());
        pool.Return(kept);

        pool.Dispose();
        Assert.That(_disposed, Is.EqualTo(1));

        pool.Return(rented);
        Assert.That(_disposed, Is.EqualTo(2));
        Assert.That(pool.Rent, Throws.InstanceOf<ObjectDisposedException>());
    }

    private Item Create()
    {
        Interlocked.Increment(ref _created);
        return new Item(this);
    }

    private sealed class Item(PoolTests tests) : IDisposable
    {
        public void Dispose() => tests._disposed++;
    }
}
