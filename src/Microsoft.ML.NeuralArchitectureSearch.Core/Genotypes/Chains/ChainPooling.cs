namespace Microsoft.ML.NeuralArchitectureSearch.Genotypes.Chains;

/// <summary>Max pooling, padded so that at stride 1 the feature map keeps its size.</summary>
/// <param name="Kernel">Height and width of the window.</param>
/// <param name="Stride">Rows and columns from one window to the next.</param>
internal sealed record ChainPooling(int Kernel, int Stride) : ChainLayer
{
    /// <summary>Height and width of the window.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int Kernel { get; init => field = Checked.Positive(value, nameof(Kernel)); } = Checked.Positive(Kernel, nameof(Kernel));

    /// <summary>Rows and columns from one window to the next.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int Stride { get; init => field = Checked.Positive(value, nameof(Stride)); } = Checked.Positive(Stride, nameof(Stride));

    /// <inheritdoc />
    public override string ToString() => $"pool{Kernel}x{Kernel}/{Stride}";
}
