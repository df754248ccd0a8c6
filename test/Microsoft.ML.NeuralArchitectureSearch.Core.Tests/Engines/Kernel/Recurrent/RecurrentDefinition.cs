using Microsoft.ML.NeuralArchitectureSearch.Kernels.Recurrent;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Engines.Kernel.Recurrent;

/// <summary>A recurrent cell by its equations, one after the other, in float64.</summary>
/// <remarks>Liu et al., "DARTS" (2019), arXiv:1806.09055, section 3.1.2 and appendix A.1.2.</remarks>
internal sealed class RecurrentDefinition(RecurrentPlan plan, RecurrentData data)
{
    public Tensor RunningMeans { get; } = data.RunningMeans.to(ScalarType.Float64);

    public Tensor RunningVariances { get; } = data.RunningVariances.to(ScalarType.Float64);

    public Tensor Forward(IReadOnlyList<Tensor> tensors, bool isTraining)
    {
        var (inputs, hidden, choice) = (tensors[0], tensors[1], tensors[2]);
        var (inputMask, hiddenMask) = (data.InputMask?.to(ScalarType.Float64), data.HiddenMask?.to(ScalarType.Float64));
        var outputs = new List<Tensor>();
        for (var step = 0; step < inputs.size(0); step++)
        {
            var both = cat([Masked(inputs[step], inputMask), Masked(hidden, hiddenMask)], 1).mm(tensors[3]).chunk(2, 1);
            var states = new List<Tensor> { Norm(hidden + (both[0].sigmoid() * (both[1].tanh() - hidden)), isTraining) };
            var edge = 0;
            for (var node = 0; node < plan.Nodes.Length; node++)
            {
                var sum = zeros_like(states[0]);
                for (var source = 0; source < plan.Nodes[node].SourceCount; source++)
                {
                    sum += Edge(states[plan.Nodes[node].FirstSource + source], tensors[4 + node], choice[edge++], hiddenMask);
                }

                states.Add(Norm(sum, isTraining));
            }

            hidden = stack([.. plan.Averaged.Select(state => states[state])], 0).mean([0]);
            outputs.Add(hidden);
        }

        return stack([.. outputs], 0);
    }

    private Tensor Edge(Tensor state, Tensor weights, Tensor choice, Tensor? mask)
    {
        var gates = Masked(state, mask).mm(weights).chunk(2, 1);
        Func<Tensor, Tensor>[] activations = [x => x.tanh(), x => x.relu(), x => x.sigmoid(), x => x];
        var sum = zeros_like(state);
        for (var index = 0; index < activations.Length; index++)
        {
            if (plan.Candidates[index] >= 0)
            {
                sum += choice[plan.Candidates[index]] * (state + (gates[0].sigmoid() * (activations[index](gates[1]) - state)));
            }
        }

        return sum;
    }

    private Tensor Norm(Tensor state, bool isTraining) => plan.IsNormalized
        ? functional.batch_norm(state, RunningMeans, RunningVariances, training: isTraining, momentum: 0.1, eps: 1e-5)
        : state;

    private static Tensor Masked(Tensor value, Tensor? mask) => mask is null ? value : value * mask;
}
