using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Operations;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Supernets;

/// <summary>All candidate operations of one edge, summed with the weights of a relaxed choice.</summary>
/// <remarks>Liu et al., "DARTS" (2019), arXiv:1806.09055, Eq. (2).</remarks>
internal sealed class MixedOperation : Module<Tensor, Tensor, Tensor>
{
    private readonly ModuleList<Module<Tensor, Tensor>> _ops;
    private readonly ImmutableArray<int> _contributing;

    public MixedOperation(ImmutableArray<string> operations, int channels, int stride)
        : base(nameof(MixedOperation))
    {
        _ops = ModuleList([.. operations.Select(name => Create(CandidateOperations.Find(name), new(channels, stride, Affine: false)))]);

        // What is always zero adds nothing to the sum, and the gradient of its weight is zero either way.
        _contributing = [.. Enumerable.Range(0, operations.Length).Where(index => operations[index] != OperationNames.None)];
        RegisterComponents();
    }

    /// <param name="input">Feature map, float <c>[N, C, H, W]</c>.</param>
    /// <param name="weights">Softmax of this edge's architecture parameters, float <c>[O]</c>.</param>
    /// <returns>Feature map, float <c>[N, C, H / stride, W / stride]</c>.</returns>
    public override Tensor forward(Tensor input, Tensor weights)
    {
        using var scope = NewDisposeScope();
        var weight = weights.unbind(0);
        var sum = Weighted(_contributing[0]);
        foreach (var index in _contributing.AsSpan(1))
            sum = sum.add_(Weighted(index));

        return sum.MoveToOuterDisposeScope();

        Tensor Weighted(int index)
        {
            using var output = _ops[index].call(input);
            return output * weight[index];
        }
    }

    private static Module<Tensor, Tensor> Create(CandidateOperation candidate, OperationContext at)
    {
        var operation = candidate.Create(at);
        return candidate.IsNormalizedInSupernet ? Sequential(operation, BatchNorm2d(at.Channels, affine: false)) : operation;
    }
}
