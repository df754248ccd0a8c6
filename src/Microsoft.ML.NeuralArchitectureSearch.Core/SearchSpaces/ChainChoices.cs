using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes.Chains;

namespace Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

/// <summary>What the layers of a <see cref="ChainSpace"/> may be.</summary>
/// <remarks>
/// After Baker et al., "Designing Neural Network Architectures using Reinforcement Learning" (2017), arXiv:1611.02167, table 1.
/// </remarks>
public sealed record ChainChoices
{
    /// <summary>Most layers before the classifier. Default 8.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [1, 10,000].</exception>
    public int MaximumLayers { get; init => field = Checked.Within(1, Checked.MostCount, value, nameof(MaximumLayers)); } = 8;

    /// <summary>Heights and widths of the kernels of convolutions, odd. Default 1, 3, 5; none: no convolutions.</summary>
    /// <exception cref="ArgumentException">A value is not odd and positive, or stands there twice.</exception>
    public ImmutableArray<int> Kernels
    {
        get;
        init => field = Distinct(value, nameof(Kernels)).All(kernel => kernel % 2 == 1)
            ? value
            : throw new ArgumentException($"Kernels are odd; found {string.Join(", ", value)}.", nameof(Kernels));
    } = [1, 3, 5];

    /// <summary>Channels of convolutions. Default 16, 32, 64, 128.</summary>
    /// <exception cref="ArgumentException">A value is not positive, or stands there twice.</exception>
    public ImmutableArray<int> Widths { get; init => field = Distinct(value, nameof(Widths)); } = [16, 32, 64, 128];

    /// <summary>Strides of convolutions. Default 1, 2.</summary>
    /// <exception cref="ArgumentException">A value is not positive, or stands there twice.</exception>
    public ImmutableArray<int> Strides { get; init => field = Distinct(value, nameof(Strides)); } = [1, 2];

    /// <summary>Heights and widths of the windows of max poolings, whose stride is 2. Default 2, 3; none: no poolings.</summary>
    /// <exception cref="ArgumentException">A value is not positive, or stands there twice.</exception>
    public ImmutableArray<int> PoolingKernels { get; init => field = Distinct(value, nameof(PoolingKernels)); } = [2, 3];

    /// <summary>Sizes of dense layers. Default 64, 128, 256; none: no dense layers.</summary>
    /// <exception cref="ArgumentException">A value is not positive, or stands there twice.</exception>
    public ImmutableArray<int> DenseWidths { get; init => field = Distinct(value, nameof(DenseWidths)); } = [64, 128, 256];

    /// <summary>Largest height and width of a feature map that a dense layer may read. Default 8, as in the paper.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int LargestDenseInput { get; init => field = Checked.Positive(value, nameof(LargestDenseInput)); } = 8;

    /// <summary>Stride of poolings.</summary>
    internal const int PoolingStride = 2;

    /// <summary>All layers that can be put together from the choices.</summary>
    internal ImmutableArray<ChainLayer> Layers =>
    [
        .. from kernel in Kernels from width in Widths from stride in Strides select new ChainConvolution(width, kernel, stride),
        .. PoolingKernels.Select(kernel => new ChainPooling(kernel, PoolingStride)),
        .. DenseWidths.Select(width => new ChainDense(width)),
    ];

    private static ImmutableArray<int> Distinct(ImmutableArray<int> values, string option) =>
        !values.IsDefault && values.All(value => value > 0) && values.Distinct().Count() == values.Length
            ? values
            : throw new ArgumentException(
                $"The choices are distinct positive numbers; found [{(values.IsDefault ? "" : string.Join(", ", values))}].", option);
}
