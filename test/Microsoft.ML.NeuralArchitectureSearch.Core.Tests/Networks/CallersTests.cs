using Microsoft.ML.NeuralArchitectureSearch.Networks;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Networks;

public sealed class CallersTests
{
    private readonly List<string> _log = [];

    [Test]
    public void An_object_is_freed_when_the_last_caller_leaves_after_it_was_disposed()
    {
        var callers = new Callers(this, () => _log.Add("freed"));
        var (first, second) = (callers.Enter(), callers.Enter());

        callers.Dispose();
        first.Dispose();
        Assert.That(_log, Is.Empty);

        second.Dispose();
        Assert.That(_log, Is.EqualTo(new[] { "freed" }));
    }

    [Test]
    public void An_object_that_nobody_uses_is_freed_at_once_and_only_once()
    {
        _log.Clear();
        var callers = new Callers(this, () => _log.Add("freed"));
        callers.Enter().Dispose();
        Assert.That(_log, Is.Empty);

        callers.Dispose();
        callers.Dispose();

        Assert.That(_log, Is.EqualTo(new[] { "freed" }));
    }

    [Test]
    public void A_disposed_object_admits_no_callers_even_while_others_are_still_in_it()
    {
        var callers = new Callers(this, () => { });
        using var within = callers.Enter();

        callers.Dispose();

        Assert.That(() => callers.Enter(), Throws.InstanceOf<ObjectDisposedException>().With.Message.Contains(nameof(CallersTests)));
        Assert.That(callers.ThrowIfDisposed, Throws.InstanceOf<ObjectDisposedException>());
    }
}
