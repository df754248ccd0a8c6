namespace Microsoft.ML.NeuralArchitectureSearch.Networks;

/// <summary>The size of the final network that is built of the found cells.</summary>
/// <remarks>Liu et al., "DARTS: Differentiable Architecture Search" (2019), arXiv:1806.09055, appendix A.2.</remarks>
public sealed record CellNetworkOptions
{
    /// <summary>Channels of the first cells. <see langword="null"/>, the default, scales with the data: 36 at the size of CIFAR-10.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int? Channels
    {
        get;
        init
        {
            if (value is { } number)
            {
                ArgumentOutOfRangeException.ThrowIfNegativeOrZero(number, nameof(Channels));
            }
            
            field = value;
        }
    }

    /// <summary>Number of cells. <see langword="null"/>, the default, scales with the data: 20 at the size of CIFAR-10.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int? Layers
    {
        get;
        init
        {
            if (value is { } number)
            {
                ArgumentOutOfRangeException.ThrowIfNegativeOrZero(number, nameof(Layers));
            }
            
            field = value;
        }
    }

    /// <summary>Whether a second classifier at two thirds of the depth helps the training. Default <see langword="false"/>; images must then be at least 32 pixels high and wide.</summary>
    public bool AuxiliaryHead { get; init; }

    /// <summary>What stands before the first cell. Default: one convolution at full size, as for CIFAR-10.</summary>
    public NetworkStem Stem { get; init; } = NetworkStem.FullSize;
}
