using NUnit.Framework;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Frameworks.Torch;

/// <summary>What the predictors and controllers of candidate searches compute with.</summary>
public sealed class PredictorOperatorTests
{
    [Test]
    public void Batched_products_take_a_bias_that_is_spread_over_the_rows()
    {
        using var scope = NewDisposeScope();
        var bias = tensor(new[] { 1f, 10f }).view(2, 1, 1).requires_grad_();
        var inputs = tensor(new[] { 1f, 2f, 3f }).view(1, 3, 1).expand(2, -1, -1);
        var weights = tensor(new[] { 2f, -1f }).view(2, 1, 1).requires_grad_();

        var result = (inputs.bmm(weights) + bias).squeeze(2);
        result.sum().backward();

        Assert.That(result.shape, Is.EqualTo(new long[] { 2, 3 }));
        Assert.That(result.data<float>().ToArray(), Is.EqualTo(new[] { 3f, 5f, 7f, 9f, 8f, 7f }));
        Assert.That(bias.grad!.data<float>().ToArray(), Is.EqualTo(new[] { 3f, 3f }));
        Assert.That(weights.grad!.data<float>().ToArray(), Is.EqualTo(new[] { 6f, 6f }));
    }

    [Test]
    public void A_bias_is_added_to_a_product()
    {
        using var scope = NewDisposeScope();
        var product = tensor(new[] { 1f, 2f }).addmm(ones(3, 2), tensor(new[] { 1f, 2f, 3f, 4f }).view(2, 2));

        Assert.That(product.data<float>().ToArray(), Is.EqualTo(new[] { 5f, 8f, 5f, 8f, 5f, 8f }));
    }

    [Test]
    public void Rows_can_come_several_times_and_in_any_order()
    {
        using var scope = NewDisposeScope();
        var rows = tensor(new[] { 1f, 2f, 3f, 4f }).view(2, 2).index_select(0, tensor(new long[] { 1, 0, 1 }, ScalarType.Int64));

        Assert.That(rows.data<float>().ToArray(), Is.EqualTo(new[] { 3f, 4f, 1f, 2f, 3f, 4f }));
    }

    [Test]
    public void The_standard_deviation_over_a_dimension_is_that_of_a_sample()
    {
        using var scope = NewDisposeScope();
        var deviations = tensor(new[] { 1f, 0f, 3f, 0f }).view(2, 2).std(0);

        Assert.That(deviations.data<float>().ToArray(), Is.EqualTo(new[] { MathF.Sqrt(2), 0f }).Within(1e-6));
    }

    [Test]
    public void The_smaller_of_two_has_the_gradient_and_a_clamped_value_none()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new[] { 0.5f, 1.5f }).requires_grad_();

        var smaller = (x * 2).minimum(x.clamp(0.8, 1.2) * 2);
        smaller.sum().backward();

        Assert.That(smaller.data<float>().ToArray(), Is.EqualTo(new[] { 1f, 2.4f }).Within(1e-6));
        Assert.That(x.grad!.data<float>().ToArray(), Is.EqualTo(new[] { 2f, 0f }));
    }

    [Test]
    public void A_part_of_a_parameter_can_be_cleared_in_place()
    {
        using var scope = NewDisposeScope();
        var parameter = nn.Parameter(ones(1, 3, 1));
        using (no_grad())
        {
            parameter.narrow(1, 0, 2).zero_();
        }

        Assert.That(parameter.data<float>().ToArray(), Is.EqualTo(new[] { 0f, 0f, 1f }));
    }

    [Test]
    public void A_parameter_is_initialised_evenly_within_the_bounds()
    {
        using var scope = NewDisposeScope();
        var parameter = nn.Parameter(empty(1000));
        nn.init.uniform_(parameter, -0.1, 0.1);

        Assert.That(parameter.data<float>().ToArray(), Is.All.InRange(-0.1f, 0.1f));
        Assert.That(parameter.data<float>().ToArray().Max(), Is.GreaterThan(0.09f));
    }
}
