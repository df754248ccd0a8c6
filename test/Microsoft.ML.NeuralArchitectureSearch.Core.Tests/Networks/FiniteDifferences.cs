using NUnit.Framework;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Networks;

/// <summary>Compares gradients of autograd with central differences, in float64.</summary>
internal static class FiniteDifferences
{
    private const double Shift = 1e-5;

    /// <summary>Asserts that the gradient of a loss by every value of every variable is what small changes of it show.</summary>
    public static void AssertGradients(IEnumerable<Tensor> variables, Func<Tensor> loss, double tolerance = 1e-7)
    {
        Tensor[] all = [.. variables];
        var gradients = autograd.grad([loss()], all, allow_unused: true);
        using var noGradient = no_grad();
        for (var index = 0; index < all.Length; index++)
        {
            using var scope = NewDisposeScope();
            var expected = new double[all[index].numel()];
            var flat = all[index].detach().view(-1);
            for (var position = 0; position < expected.Length; position++)
            {
                expected[position] = (At(flat, position, Shift, loss) - At(flat, position, -Shift, loss)) / (2 * Shift);
            }

            Assert.That(gradients[index].IsInvalid, Is.False, $"The loss does not depend on variable {index}.");
            var found = gradients[index].flatten();
            var scale = Math.Max(1, expected.Max(Math.Abs));
            Assert.That(
                (found - tensor(expected)).abs().max().item<double>() / scale,
                Is.LessThanOrEqualTo(tolerance),
                $"variable {index}");
        }
    }

    private static double At(Tensor flat, int position, double shift, Func<Tensor> loss)
    {
        using var scope = NewDisposeScope();
        var before = flat[position].item<double>();
        flat[position] = tensor(before + shift);
        var value = loss().item<double>();
        flat[position] = tensor(before);
        return value;
    }
}
