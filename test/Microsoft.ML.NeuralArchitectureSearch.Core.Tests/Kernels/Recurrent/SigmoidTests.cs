using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Recurrent;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Kernels.Recurrent;

[TestFixture(typeof(Lanes4))]
[TestFixture(typeof(Lanes8))]
[TestFixture(typeof(Lanes16))]
internal sealed unsafe class SigmoidTests<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private const double RelativeError = 1e-6;

    // From the least to the greatest exponent that matters, both signs, each place of a lane.
    private static IEnumerable<float> Arguments =>
        Enumerable.Range(-2000, 4001).Select(step => Math.Sign(step) * MathF.Pow(10, (Math.Abs(step) / 250f) - 6))
            .Where(x => x is > -87 and < 100)
            .Concat(Enumerable.Range(-8700, 18700).Select(step => step / 100f + 0.003f));

    [Test]
    public void The_logistic_function_is_exact_but_for_the_last_digits()
    {
        foreach (var x in Arguments)
        {
            var expected = 1 / (1 + Math.Exp(-(double)x));
            Assert.That(First(Sigmoid<TLanes>.Of(TLanes.Broadcast(x))), Is.EqualTo(expected).Within(RelativeError * expected), $"at {x}");
            Assert.That(
                First(Sigmoid<TLanes>.Both(TLanes.Broadcast(x)).Logistic),
                Is.EqualTo(expected).Within(RelativeError * expected),
                $"at {x}");
        }
    }

    [Test]
    public void The_hyperbolic_tangent_is_exact_but_for_the_last_digits()
    {
        foreach (var x in Arguments)
        {
            var expected = Math.Tanh(x);
            var error = RelativeError * Math.Abs(expected);
            Assert.That(First(Sigmoid<TLanes>.Both(TLanes.Broadcast(x)).Tangent), Is.EqualTo(expected).Within(error), $"at {x}");
        }
    }

    [Test]
    public void The_exponential_of_what_is_not_positive_is_exact_but_for_the_last_digits()
    {
        foreach (var x in Arguments.Where(x => x <= 0))
        {
            var expected = Math.Exp(x);
            Assert.That(
                First(Sigmoid<TLanes>.Decay(TLanes.Broadcast(x))),
                Is.EqualTo(expected).Within(RelativeError * expected),
                $"at {x}");
        }
    }

    [Test]
    public void Far_out_they_are_at_their_limits()
    {
        Assert.That(First(Sigmoid<TLanes>.Of(TLanes.Broadcast(1e30f))), Is.EqualTo(1));
        Assert.That(First(Sigmoid<TLanes>.Of(TLanes.Broadcast(-1e30f))), Is.EqualTo(0).Within(1e-37));
        Assert.That(First(Sigmoid<TLanes>.Both(TLanes.Broadcast(1e30f)).Tangent), Is.EqualTo(1));
        Assert.That(First(Sigmoid<TLanes>.Both(TLanes.Broadcast(-1e30f)).Tangent), Is.EqualTo(-1));
    }

    [Test]
    public void What_is_not_a_number_stays_none()
    {
        Assert.That(First(Sigmoid<TLanes>.Of(TLanes.Broadcast(float.NaN))), Is.NaN);
        Assert.That(First(Sigmoid<TLanes>.Both(TLanes.Broadcast(float.NaN)).Tangent), Is.NaN);
    }

    private static float First(TLanes value)
    {
        var values = stackalloc float[TLanes.Count];
        value.Store(values);
        return values[0];
    }
}
