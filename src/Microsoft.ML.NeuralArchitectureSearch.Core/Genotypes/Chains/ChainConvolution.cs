namespace Microsoft.ML.NeuralArchitectureSearch.Genotypes.Chains;

/// <summary>A convolution with its batch normalization and ReLU, padded so that at stride 1 the feature map keeps its size.</summary>
/// <param name="Width">Channels that it gives.</param>
/// <param name="Kernel">Height and width of its kernel, odd.</param>
/// <param name="Stride">Rows and columns from one output to the next.</param>
internal sealed record ChainConvolution(int Width, int Kernel, int Stride) : ChainLayer
{
    /// <summary>Channels that it gives.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int Width { get; init => field = Checked.Positive(value, nameof(Width)); } = Checked.Positive(Width, nameof(Width));

    /// <summary>Height and width of its kernel, odd.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not odd and positive.</exception>
    public int Kernel { get; init => field = Checked.Odd(value, nameof(Kernel)); } = Checked.Odd(Kernel, nameof(Kernel));

    /// <summary>Rows and columns from one output to the next.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int Stride { get; init => field = Checked.Positive(value, nameof(Stride)); } = Checked.Positive(Stride, nameof(Stride));

    /// <inheritdoc />
    public override string ToString() => $"conv{Kernel}x{Kernel}-{Width}{(Stride == 1 ? "" : $"/{Stride}")}";
}
