using NUnit.Framework;
using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Frameworks;

/// <summary>
/// Methods of TorchSharp that do something else than their names say. BannedSymbols.txt keeps the product away from them.
/// </summary>
public sealed class MisnomerTests
{
    private DisposeScope _scope = null!;

    [SetUp]
    public void OpenScope() => _scope = NewDisposeScope();

    [TearDown]
    public void CloseScope() => _scope.Dispose();

    [Test]
    public void Some_methods_with_an_underscore_leave_their_tensor_alone()
    {
        var x = tensor(new[] { -1f, 0.5f, 3f });

        TensorAssert.Holds(x.elu_(), -0.632120559, 0.5, 3);
        TensorAssert.Holds(clamp_max_(x, 1), -1, 0.5, 1);
        TensorAssert.Holds(clamp_min_(x, 0), 0, 0.5, 3);
        TensorAssert.Holds(x, -1, 0.5, 3);
    }

    [Test]
    public void Some_in_place_methods_return_another_object_for_the_same_tensor()
    {
        var x = ones(2, 2);

        Assert.That(x.tril_(), Is.Not.SameAs(x));
        Assert.That(x.gelu_(), Is.Not.SameAs(x));
        TensorAssert.Holds(x, 0.841344714, 0, 0.841344714, 0.841344714);
    }

    [Test]
    public void Some_functions_compute_another_one()
    {
        var x = tensor(new[] { 0f, 0.5f, -0.5f });

        TensorAssert.Holds(erfinv(x), 0, 0.520499885, -0.520499885);
        TensorAssert.Holds(x.hardtanh(-0.1, 0.1), 0, 0.5, -0.5);
        TensorAssert.Holds(var_mean(x).Item1, 0.5);
    }

    [Test]
    public void A_batched_product_that_is_added_takes_its_arguments_in_another_order()
    {
        var (left, right, added) = (tensor(new[] { 2f }).view(1, 1, 1), tensor(new[] {
            3f }).view(1, 1, 1), tensor(new[] { 10f }).view(1, 1, 1));

        TensorAssert.Holds(left.baddbmm(right, added), 16);
        TensorAssert.Holds(baddbmm(left, right, added), 16);
    }

    [Test]
    public void A_normal_xavier_is_drawn_from_the_uniform_distribution()
    {
        random.manual_seed(3);
        var expected = TensorAssert.Values(nn.init.xavier_uniform_(empty(3, 2)));
        random.manual_seed(3);

        Assert.That(TensorAssert.Values(nn.init.xavier_normal_(empty(3, 2))), Is.EqualTo(expected));
    }

    [Test]
    public void A_scalar_does_not_become_a_tensor() =>
        Assert.That(() => { Tensor _ = (Scalar)2.0; }, Throws.InvalidOperationException);
}
