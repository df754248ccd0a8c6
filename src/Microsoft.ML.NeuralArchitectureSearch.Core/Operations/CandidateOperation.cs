using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Operations;

/// <summary>An operation that an edge of a cell may apply.</summary>
/// <param name="Name">Its name in genotypes, such as <c>sep_conv_3x3</c>.</param>
/// <param name="Create">Creates it: float <c>[N, C, H, W]</c> to float <c>[N, C, H / stride, W / stride]</c>.</param>
public sealed record CandidateOperation(string Name, Func<OperationContext, Module<Tensor, Tensor>> Create)
{
    /// <summary>Whether a supernet puts a batch normalization behind it, so that its share is comparable with that of the others. Default <see langword="false"/>: it ends in its own.</summary>
    public bool IsNormalizedInSupernet { get; init; }
}
