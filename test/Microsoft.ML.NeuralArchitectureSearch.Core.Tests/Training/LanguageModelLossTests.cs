using Microsoft.ML.NeuralArchitectureSearch.Training;
using NUnit.Framework;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Training;

public sealed class LanguageModelLossTests
{
    [Test]
    public void Large_and_quickly_changing_activations_cost_their_mean_squares()
    {
        using var scope = NewDisposeScope();
        var hidden = tensor(new[] { 1.0, 2, 4, 8 }).view(2, 1, 2);
        var dropped = tensor(new[] { 2.0, 0, 8, 0 }).view(2, 1, 2);

        var loss = LanguageModelLoss.Regularized(tensor(1.0), hidden, dropped, activation: 2, temporal: 3);

        Assert.That(loss.item<double>(), Is.EqualTo(1 + (2 * (4 + 64) / 4.0) + (3 * (9 + 36) / 2.0)).Within(1e-12));
        Assert.That(LanguageModelLoss.Regularized(tensor(1.0), hidden, dropped, 0, 0).item<double>(), Is.EqualTo(1));
    }

    [Test]
    public void A_single_step_has_no_change()
    {
        using var scope = NewDisposeScope();
        var hidden = ones(1, 2, 3, ScalarType.Float64);

        Assert.That(
            LanguageModelLoss.Regularized(tensor(1.0), hidden, hidden, activation: 0, temporal: 3).item<double>(), Is.EqualTo(1));
    }
}
