using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Operations;

/// <summary>An operation that an edge of a cell may apply.</summary>
/// <param name="Name">Its name in genotypes, such as <c>sep_conv_3x3</c>.</param>
/// <param name="Create">Creates it: float <c>[N, C, H, W]</c> to float <c>[N, C, H / stride, W / stride]</c>.</param>
public sealed record CandidateOperation(string Name, Func<OperationContext, Module<Tensor, Tensor>> Create)
{
    /// <summary>Its name in architectures.</summary>
    /// <exception cref="ArgumentException">The value is empty.</exception>
    public string Name { get; init => field = Checked.Name(value, nameof(Name)); } = Checked.Name(Name, nameof(Name));

    /// <summary>Creates it.</summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public Func<OperationContext, Module<Tensor, Tensor>> Create { get; init => field = Checked.NotNull(value, nameof(Create)); } = Checked.NotNull(Create, nameof(Create));

    /// <summary>Whether a supernet puts a batch normalization behind it, so that its share is comparable with that of the others. Default <see langword="false"/>: it ends in its own.</summary>
    public bool IsNormalizedInSupernet { get; init; }
}
