using NUnit.Framework;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Frameworks;

internal static class TensorAssert
{
    /// <summary>Every element within 1e-5 of what PyTorch gives, relative for values above one.</summary>
    public static void Holds(Tensor tensor, params double[] expected) => Holds(1e-5, tensor, expected);

    public static void Holds(double tolerance, Tensor tensor, params double[] expected)
    {
        var actual = Values(tensor);

        Assert.That(actual, Has.Length.EqualTo(expected.Length));
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.That(actual[i], Is.EqualTo(expected[i]).Within(tolerance * Math.Max(1, Math.Abs(expected[i]))), $"element {i}");
        }
    }

    public static double[] Values(Tensor tensor)
    {
        using var doubles = tensor.detach().to(ScalarType.Float64).contiguous();
        return doubles.data<double>().ToArray();
    }
}
