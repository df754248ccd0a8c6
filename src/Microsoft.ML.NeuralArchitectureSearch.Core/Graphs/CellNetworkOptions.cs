using System.Text.Json.Serialization;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs;

/// <summary>The size of the final network that is built of the found cells.</summary>
/// <remarks>Liu et al., "DARTS: Differentiable Architecture Search" (2019), arXiv:1806.09055, appendix A.2.</remarks>
public sealed record CellNetworkOptions
{
    /// <summary>
    /// Channels of the first cells. <see langword="null"/>, the default, scales with the data: 36 at the size of CIFAR-10.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [1, 65,536].</exception>
    public int? Channels { get; init => field = Checked.Within(1, Checked.MostSize, value, nameof(Channels)); }

    /// <summary>Number of cells. <see langword="null"/>, the default, scales with the data: 20 at the size of CIFAR-10.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [1, 10,000].</exception>
    [JsonPropertyName("layers")] // The name in model files, older ones too.
    public int? Cells { get; init => field = Checked.Within(1, Checked.MostCount, value, nameof(Cells)); }

    /// <summary>Whether a second classifier at two thirds of the depth helps the training. Default <see langword="false"/>.</summary>
    /// <remarks>It reads feature maps of one size: height and width are 32, 36 or 40, with the stem for ImageNet 224 or 256.</remarks>
    public bool AuxiliaryHead { get; init; }

    /// <summary>What stands before the first cell. Default: one convolution at full size, as for CIFAR-10.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the enumeration's.</exception>
    public NetworkStem Stem { get; init => field = Checked.Defined(value, nameof(Stem)); } = NetworkStem.FullSize;

    /// <summary>Fills in what is not set, scaled to the data.</summary>
    /// <param name="shape">Size of the images.</param>
    /// <param name="imageCount">Number of images to train on.</param>
    /// <returns>Options whose <see cref="Channels"/> and <see cref="Cells"/> are set.</returns>
    /// <remarks>
    /// The paper's sizes, 36 channels and 20 layers (ImageNet's stem: 48 and 14), hold from the number of pixels of CIFAR-10's 50,000
    /// images of 32x32 on, counted behind the stem. With f of these pixels, f &lt; 1, channels shrink by the fourth root of f, in steps
    /// of 4 and not below 16, and layers by its square root, not below 5: an operation's cost is about channels² · layers, so that the
    /// cost of a pass over the images falls with the square of their pixels, as long as there is something to shrink.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="imageCount"/> is zero or negative.</exception>
    public CellNetworkOptions ScaledTo(MapShape shape, long imageCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(imageCount);
        var (channels, layers, stemStride) = Stem == NetworkStem.EighthSize ? (48, 14, 8) : (36, 20, 1);
        var pixels = (double)imageCount * shape.Height * shape.Width / (stemStride * stemStride);
        var fraction = Math.Min(1, pixels / Cifar10Pixels);
        return this with
        {
            Channels = Channels ?? Math.Max(16, 4 * (int)Math.Round(channels * Math.Pow(fraction, 0.25) / 4)),
            Cells = Cells ?? Math.Max(5, (int)Math.Round(layers * Math.Sqrt(fraction))),
        };
    }

    private const double Cifar10Pixels = 50_000.0 * 32 * 32;
}
