using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;

namespace Microsoft.ML.NeuralArchitectureSearch.Operations;

/// <summary>The operations that genotypes of convolutional cells name.</summary>
/// <remarks>
/// The eight of Liu et al., "DARTS: Differentiable Architecture Search" (2019), arXiv:1806.09055, and two that older published cells
/// also use: the weights of each have the names and the shapes of the paper's reference code. Then those of NAS-Bench-201 (arXiv:2001.00326), of
/// NAO (arXiv:1808.07233) and of hierarchical cells (arXiv:1711.00436).
/// </remarks>
public static class CandidateOperations
{
    /// <summary>All known operations.</summary>
    public static ImmutableArray<CandidateOperation> All { get; } =
    [
        new(OperationNames.None, at => new ZeroOperation(at.Stride)),
        new(OperationNames.MaxPooling3x3, at => MaxPooling.Create(3, at.Stride)) { IsNormalizedInSupernet = true },
        new(OperationNames.AveragePooling3x3, at => AveragePooling.Create(3, at.Stride)) { IsNormalizedInSupernet = true },
        new(OperationNames.SkipConnect, SkipConnect.Create),
        new(OperationNames.SeparableConvolution3x3, at => SeparableConvolution.Create(3, at)),
        new(OperationNames.SeparableConvolution5x5, at => SeparableConvolution.Create(5, at)),
        new(OperationNames.SeparableConvolution7x7, at => SeparableConvolution.Create(7, at)),
        new(OperationNames.DilatedConvolution3x3, at => DilatedConvolution.Create(3, at)),
        new(OperationNames.DilatedConvolution5x5, at => DilatedConvolution.Create(5, at)),
        new(OperationNames.Convolution7x1Then1x7, at => FactorizedConvolution.Create(7, at)),
        new(OperationNames.Convolution1x1, at => PlainConvolution.Create(1, at)),
        new(OperationNames.Convolution3x3, at => PlainConvolution.Create(3, at)),
        new(OperationNames.Convolution1x3Then3x1, at => FactorizedConvolution.CreateNormalizedTwice(3, at)),
        new(OperationNames.Convolution1x7Then7x1, at => FactorizedConvolution.CreateNormalizedTwice(7, at)),
        new(OperationNames.MaxPooling2x2, at => MaxPooling.Create2x2(at.Stride)) { IsNormalizedInSupernet = true },
        new(OperationNames.MaxPooling5x5, at => MaxPooling.Create(5, at.Stride)) { IsNormalizedInSupernet = true },
        new(OperationNames.AveragePooling2x2, at => AveragePooling.Create2x2(at.Stride)) { IsNormalizedInSupernet = true },
        new(OperationNames.AveragePooling5x5, at => AveragePooling.Create(5, at.Stride)) { IsNormalizedInSupernet = true },
        new(OperationNames.DepthwiseConvolution3x3, at => DepthwiseConvolution.Create(3, at)),
        new(OperationNames.SingleSeparableConvolution3x3, at => SeparableConvolution.CreateOnce(3, at)),
    ];

    /// <summary>The operation of a name.</summary>
    /// <param name="name">The name, such as <c>sep_conv_3x3</c>.</param>
    /// <returns>The operation.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">No operation has this name.</exception>
    public static CandidateOperation Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return All.FirstOrDefault(operation => operation.Name == name)
            ?? throw new ArgumentException($"There is no operation '{name}'; known are {string.Join(", ", All.Select(known => known.Name))}.", nameof(name));
    }
}
