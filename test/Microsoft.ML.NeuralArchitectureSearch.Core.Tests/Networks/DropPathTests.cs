using Microsoft.ML.NeuralArchitectureSearch.Networks;
using NUnit.Framework;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Networks;

public sealed class DropPathTests
{
    [Test]
    public void Whole_images_are_dropped_and_the_expected_value_stays()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        const int Images = 4096;
        const double Probability = 0.3;

        var output = DropPath.Apply(ones(Images, 2, 3, 3), Probability).reshape(Images, 18);
        var first = output.narrow(1, 0, 1);
        var kept = first.sum().item<float>() * (1 - Probability) / Images;

        Assert.That(output.allclose(first.expand(Images, 18)), "every pixel and channel of an image shares its fate");
        Assert.That(output.max().item<float>(), Is.EqualTo(1 / 0.7).Within(1e-6));
        Assert.That(output.min().item<float>(), Is.Zero);
        Assert.That(output.mean().item<float>(), Is.EqualTo(1).Within(0.04), "four standard deviations");
        Assert.That(kept, Is.EqualTo(0.7).Within(0.03));
    }
}
