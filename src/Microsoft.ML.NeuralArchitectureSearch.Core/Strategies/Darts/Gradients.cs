using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;

/// <summary>Derivatives of a loss, zero where it does not depend on a variable.</summary>
internal static class Gradients
{
    /// <summary>Differentiates a loss.</summary>
    /// <param name="loss">The loss, a scalar.</param>
    /// <param name="variables">What to differentiate by.</param>
    /// <param name="differentiable">Whether the gradients are to be differentiated once more.</param>
    /// <returns>One gradient for each variable, of its shape.</returns>
    public static Tensor[] Of(Tensor loss, IEnumerable<Tensor> variables, bool differentiable = false)
    {
        var inputs = variables.ToArray();

        // retain_graph does not follow create_graph, as it does in Python.
        var gradients = autograd.grad([loss], inputs, retain_graph: differentiable, create_graph: differentiable, allow_unused: true);
        return [.. gradients.Select((gradient, index) => gradient.IsInvalid ? zeros_like(inputs[index], requires_grad: false) : gradient)];
    }
}
