using Microsoft.ML.NeuralArchitectureSearch.Kernels.Recurrent;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Engines.Kernel.Recurrent;

/// <summary>Random tensors for a recurrent cell, float32.</summary>
internal sealed class RecurrentData
{
    public RecurrentData(RecurrentPlan plan, int steps, int batch, bool isMasked)
    {
        random.manual_seed(1);
        var choice = randn(plan.Edges, plan.ChoiceColumns).softmax(-1);
        Tensors =
        [
            randn(steps, batch, plan.Inputs),
            randn(batch, plan.Hidden) * 0.5,
            choice,
            randn(plan.Inputs + plan.Hidden, 2 * plan.Hidden) * 0.2,
            .. plan.Nodes.Select(_ => randn(plan.Hidden, 2 * plan.Hidden) * 0.2),
        ];
        OutputGradient = randn(steps, batch, plan.Hidden);
        InputMask = isMasked ? rand(batch, plan.Inputs).gt(0.5).to(ScalarType.Float32) * 2 : null;
        HiddenMask = isMasked ? rand(batch, plan.Hidden).gt(0.25).to(ScalarType.Float32) / 0.75 : null;
        RunningMeans = randn(plan.Hidden) * 0.1;
        RunningVariances = rand(plan.Hidden) + 0.5;
    }

    /// <summary>Inputs, hidden, choice, weights.</summary>
    public IReadOnlyList<Tensor> Tensors { get; }

    public Tensor OutputGradient { get; }

    public Tensor? InputMask { get; }

    public Tensor? HiddenMask { get; }

    public Tensor RunningMeans { get; }

    public Tensor RunningVariances { get; }

    public Tensor[] Copies(ScalarType type) => [.. Tensors.Select(tensor => tensor.to(type, copy: true).requires_grad_())];
}
