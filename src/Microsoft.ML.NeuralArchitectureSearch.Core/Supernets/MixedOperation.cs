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

    public MixedOperation(ImmutableArray<string> operations, int channels, int stride)
        : base(nameof(MixedOperation))
    {
        Candidates = [.. operations.Select(name => Candidate.Of(CandidateOperations.Find(name), new(channels, stride, Affine: false)))];

        // What is always zero adds nothing to the sum, and the gradient of its weight is zero either way.
        Contributing = [.. Enumerable.Range(0, operations.Length).Where(index => operations[index] != OperationNames.None)];
        _ops = ModuleList<Module<Tensor, Tensor>>([.. Candidates.Select(candidate => candidate.Whole)]);
        RegisterComponents();
    }

    /// <summary>The candidates, in the order of the weights.</summary>
    public ImmutableArray<Candidate> Candidates { get; }

    /// <summary>Indices of the candidates that are not always zero.</summary>
    public ImmutableArray<int> Contributing { get; }

    /// <param name="input">Feature map, float <c>[N, C, H, W]</c>.</param>
    /// <param name="weights">Softmax of this edge's architecture parameters, float <c>[O]</c>.</param>
    /// <returns>Feature map, float <c>[N, C, H / stride, W / stride]</c>.</returns>
    public override Tensor forward(Tensor input, Tensor weights)
    {
        using var scope = NewDisposeScope();
        var weight = weights.unbind(0);
        Tensor? sum = null;
        foreach (var index in Contributing)
        {
            using var output = _ops[index].call(input);
            var weighted = output * weight[index];
            sum = sum is null ? weighted : sum.AddInPlace(weighted);
        }

        return sum!.MoveToOuterDisposeScope();
    }

    /// <summary>One candidate of an edge.</summary>
    /// <param name="Operation">The operation itself.</param>
    /// <param name="Norm">The batch normalization behind it, where the supernet adds one.</param>
    /// <param name="Whole">Both.</param>
    /// <param name="IsParameterFree">Whether the operation itself has nothing to learn, so that its copies on other edges compute the same.</param>
    internal sealed record Candidate(Module<Tensor, Tensor> Operation, BatchNormalization? Norm, Module<Tensor, Tensor> Whole, bool IsParameterFree)
    {
        public static Candidate Of(CandidateOperation candidate, OperationContext at)
        {
            var operation = candidate.Create(at);
            var norm = candidate.IsNormalizedInSupernet ? new BatchNormalization(at.Channels, affine: false) : null;
            return new(operation, norm, norm is null ? operation : Sequential(operation, norm), !operation.parameters().Any());
        }
    }
}
