using NUnit.Framework;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Frameworks;

/// <summary>What a dispose scope owns.</summary>
public sealed class DisposeScopeTests
{
    [Test]
    public void A_scope_disposes_what_was_made_in_it_and_nothing_else()
    {
        using var before = ones(1);
        Tensor inside;

        using (NewDisposeScope())
        {
            inside = before + 1;
        }

        Assert.That(inside.IsInvalid, Is.True);
        Assert.That(before.IsInvalid, Is.False);
    }

    [Test]
    public void A_tensor_moved_outwards_lives_as_long_as_the_outer_scope()
    {
        Tensor kept;
        using (NewDisposeScope())
        {
            using (NewDisposeScope())
            {
                kept = ones(1).MoveToOuterDisposeScope();
            }

            Assert.That(kept.IsInvalid, Is.False);
        }

        Assert.That(kept.IsInvalid, Is.True);
    }

    [Test]
    public void A_detached_tensor_belongs_to_its_owner_alone()
    {
        Tensor kept;
        using (NewDisposeScope())
        {
            using (NewDisposeScope())
            {
                kept = ones(1).DetachFromDisposeScope();
            }
        }

        Assert.That(kept.IsInvalid, Is.False);
        kept.Dispose();
    }

    [Test]
    public void An_in_place_method_adds_nothing_to_the_scope_and_a_move_does()
    {
        using var scope = NewDisposeScope();
        var x = ones(1);

        x.add_(1);
        Assert.That(scope.DisposablesCount, Is.EqualTo(1));

        _ = x.to(ScalarType.Float32);
        Assert.That(scope.DisposablesCount, Is.EqualTo(2));
    }

    [Test]
    public void A_tensor_disposed_by_hand_leaves_its_scope()
    {
        using var scope = NewDisposeScope();
        var x = ones(1);

        x.Dispose();

        Assert.That(scope.DisposablesCount, Is.Zero);
    }

    [Test]
    public void Scopes_belong_to_their_thread()
    {
        using var scope = NewDisposeScope();
        Tensor? made = null;

        var thread = new Thread(() => made = ones(1));
        thread.Start();
        thread.Join();

        Assert.That(scope.Contains(made!), Is.False);
        Assert.That(CurrentDisposeScope, Is.SameAs(scope));
        made!.Dispose();
    }
}
