namespace Microsoft.ML.NeuralArchitectureSearch.Genotypes.Chains;

/// <summary>A fully connected layer with its ReLU; the first one reads the whole feature map as one vector.</summary>
/// <param name="Width">Values that it gives.</param>
internal sealed record ChainDense(int Width) : ChainLayer
{
    /// <summary>Values that it gives.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int Width { get; init => field = Checked.Positive(value, nameof(Width)); } = Checked.Positive(Width, nameof(Width));

    /// <inheritdoc />
    public override string ToString() => $"dense-{Width}";
}
