using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Operations;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Supernets;

/// <summary>The edges that read one state, trained together: what they share is computed once, the rest side by side in few large calls.</summary>
/// <remarks>The mathematics is that of <see cref="MixedOperation"/> on each edge; only the roundings differ.</remarks>
internal sealed class EdgeBundle(ImmutableArray<MixedOperation> edges)
{
    /// <param name="state">The state, float <c>[N, C, H, W]</c>.</param>
    /// <param name="weights">The rows of the edges, float <c>[n, O]</c>.</param>
    /// <returns>The output of each edge: n times float <c>[N, C, H / stride, W / stride]</c>.</returns>
    public Tensor[] Forward(Tensor state, Tensor weights)
    {
        var positive = functional.relu(state);
        var columns = weights.unbind(1);                                                        // O times [n]
        Tensor? sum = null;
        foreach (var index in edges[0].Contributing)
        {
            var output = Outputs(index, state, positive);                                       // [N, n or 1, C, h, w]
            var weighted = output * columns[index].view(1, edges.Length, 1, 1, 1);              // [N, n, C, h, w]
            sum = sum is null ? weighted : sum.AddInPlace(weighted);
        }

        return sum!.unbind(1);
    }

    private Tensor Outputs(int index, Tensor state, Tensor positive)
    {
        ImmutableArray<MixedOperation.Candidate> copies = [.. edges.Select(edge => edge.Candidates[index])];
        return copies[0] switch
        {
            { Operation: IdentityOperation } => state.unsqueeze(1),
            { Operation: StagedConvolution } => Side(Stages(positive, [.. copies.Select(copy => (StagedConvolution)copy.Operation)])),
            { Operation: FactorizedReduction } => Reductions(positive, [.. copies.Select(copy => (FactorizedReduction)copy.Operation)]),
            { Operation: var shared, Norm: not null, IsParameterFree: true } =>
                SharedInputNorm.Shared(shared.call(state), [.. copies.Select(copy => copy.Norm!)]).unsqueeze(1),
            _ => stack(copies.Select(copy => copy.Whole.call(state)), 1),
        };
    }

    private static Tensor Stages(Tensor positive, ImmutableArray<StagedConvolution> copies)
    {
        var output = positive;
        for (var stage = 0; stage < copies[0].Stages.Length; stage++)
        {
            ImmutableArray<ConvolutionStage> stages = [.. copies.Select(copy => copy.Stages[stage])];
            output = stage == 0 ? SharedInputConvolution.Shared(output, stages) : SharedInputConvolution.Own(functional.relu(output), stages);
            output = SharedInputNorm.Own(output, [.. stages.Select(own => own.Norm)]);
        }

        return output;                                                                          // [N, n · C, h, w]
    }

    private Tensor Reductions(Tensor positive, ImmutableArray<FactorizedReduction> copies)
    {
        var even = Halve(positive, copies.Select(copy => copy.Even.weight));                    // [N, n, C / 2, h, w]
        var odd = Halve(FactorizedReduction.Shift(positive), copies.Select(copy => copy.Odd.weight));
        var joined = cat([even, odd], 2).flatten(1, 2);                                         // [N, n · C, h, w]
        return Side(SharedInputNorm.Own(joined, [.. copies.Select(copy => copy.Norm)]));
    }

    private Tensor Halve(Tensor input, IEnumerable<Tensor> weights) =>
        Side(functional.conv2d(input, cat([.. weights]), null, [2, 2]));

    // [N, n · C, h, w] to [N, n, C, h, w]
    private Tensor Side(Tensor input) =>
        input.view(input.size(0), edges.Length, input.size(1) / edges.Length, input.size(2), input.size(3));
}
