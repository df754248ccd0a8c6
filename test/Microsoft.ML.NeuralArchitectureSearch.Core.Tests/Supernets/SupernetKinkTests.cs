using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using NUnit.Framework;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Supernets;

/// <summary>Gradients at the kinks of ReLU and max pooling, where a rounding decides which way the gradient goes.</summary>
/// <remarks>
/// At seed 5 the kernels' gradients are those behind a kink: 1e-3 from float64's on these images, 1e-6 from float64's on images nearby.
/// </remarks>
public sealed class SupernetKinkTests
{
    private const double Bound = 1e-5;

    [TestCase(0)]
    [TestCase(5)]
    public void Gradients_are_the_exact_ones_of_images_that_are_a_rounding_away(int seed)
    {
        using var scope = NewDisposeScope();
        manual_seed(seed);
        using var pair = new SupernetPair(new DartsCellSpace(), 10, 3, new MapShape(3, 28, 12), images: 3, lanes: 8);

        var own = pair.OfKernels();
        var nearest = pair.ErrorNearby(own, Bound);

        TestContext.Out
            .WriteLine($"from the images themselves {SupernetPair.Error(own, pair.Exact()):e1}, from images nearby {nearest:e1}");
        Assert.That(nearest, Is.LessThan(Bound));
    }
}
