using Microsoft.ML.NeuralArchitectureSearch.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;

/// <summary>Trains α: computes its gradient and makes a step of Adam.</summary>
internal sealed partial class Architect : IDisposable
{
    private readonly IArchitectureGradient _gradient;
    private readonly Parameter[] _parameters;
    private readonly AdamOptimizer _optimizer;

    /// <param name="alphas">The architecture parameters, on the device that they stay on; a step changes them in place.</param>
    /// <param name="options">Order of the gradient and settings of Adam.</param>
    public Architect(IEnumerable<Tensor> alphas, ArchitectOptions options)
    {
        _gradient = options switch
        {
            { Order: 1 } => new FirstOrderGradient(),
            { IsTwiceDifferentiated: true } => new ExactGradient(),
            _ => new FiniteDifferenceGradient(),
        };

        // Adam takes parameters: these share α's memory.
        _parameters = [.. alphas.Select(alpha => new Parameter(alpha.detach()))];
        _optimizer = new AdamOptimizer(
            _parameters, options.LearningRate, new AdamOptions { Beta1 = options.FirstBeta }, options.WeightDecay);
    }

    /// <summary>Whether a step led to values of α that are not finite; it was undone.</summary>
    public bool HasDiverged { get; private set; }

    /// <summary>Makes one step, unless the validation loss is no longer finite: then α stays as it is.</summary>
    /// <param name="problem">The supernet, its weights, α and the two mini-batches.</param>
    /// <returns>Loss and accuracy on the validation mini-batch.</returns>
    public BatchFigures Step(BilevelProblem problem)
    {
        using var scope = NewDisposeScope();
        var gradient = _gradient.Of(problem);
        if (!double.IsFinite(gradient.Validation.Loss))
        {
            return gradient.Validation;
        }

        for (var index = 0; index < gradient.Alphas.Count; index++)
        {
            _parameters[index].grad = gradient.Alphas[index];
        }

        using var guard = new AlphaGuard(_parameters);
        _optimizer.Step();
        HasDiverged = guard.Undo();

        return gradient.Validation;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _optimizer.Dispose();
        foreach (var parameter in _parameters)
        {
            parameter.Dispose();
        }
    }
}
