using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

/// <summary>A two-dimensional convolution, by default padded so that at stride 1 the feature map keeps its size.</summary>
/// <param name="InputChannels">Channels that it reads.</param>
/// <param name="OutputChannels">Channels that it gives.</param>
/// <param name="KernelHeight">Height of its kernel; odd where it is padded.</param>
/// <param name="KernelWidth">Width of its kernel; odd where it is padded.</param>
[method: JsonConstructor]
public sealed record ConvolutionLayer(int InputChannels, int OutputChannels, int KernelHeight, int KernelWidth) : Layer
{
    /// <summary>Creates a convolution with a square kernel.</summary>
    /// <param name="inputChannels">Channels that it reads.</param>
    /// <param name="outputChannels">Channels that it gives.</param>
    /// <param name="kernel">Height and width of its kernel; odd where it is padded.</param>
    public ConvolutionLayer(int inputChannels, int outputChannels, int kernel)
        : this(inputChannels, outputChannels, kernel, kernel)
    {
    }

    /// <summary>Channels that it reads.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int InputChannels
    {
        get;
        init => field = Checked.Positive(value, nameof(InputChannels));
    } = Checked.Positive(InputChannels, nameof(InputChannels));

    /// <summary>Channels that it gives.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int OutputChannels
    {
        get;
        init => field = Checked.Positive(value, nameof(OutputChannels));
    } = Checked.Positive(OutputChannels, nameof(OutputChannels));

    /// <summary>Height of its kernel; odd where it is padded.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int KernelHeight
    {
        get;
        init => field = Checked.Positive(value, nameof(KernelHeight));
    } = Checked.Positive(KernelHeight, nameof(KernelHeight));

    /// <summary>Width of its kernel; odd where it is padded.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int KernelWidth
    {
        get;
        init => field = Checked.Positive(value, nameof(KernelWidth));
    } = Checked.Positive(KernelWidth, nameof(KernelWidth));

    /// <summary>Rows from one output to the next. Default 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int StrideHeight { get; init => field = Checked.Positive(value, nameof(StrideHeight)); } = 1;

    /// <summary>Columns from one output to the next. Default 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int StrideWidth { get; init => field = Checked.Positive(value, nameof(StrideWidth)); } = 1;

    /// <summary>Rows and columns from one output to the next.</summary>
    public int Stride { init => StrideHeight = StrideWidth = value; }

    /// <summary>Pixels from one weight of the kernel to the next. Default 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int Dilation { get; init => field = Checked.Positive(value, nameof(Dilation)); } = 1;

    /// <summary>Groups of channels that do not see each other; as many as channels make it depthwise. Default 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int Groups { get; init => field = Checked.Positive(value, nameof(Groups)); } = 1;

    /// <summary>Whether a number is added to each output channel. Default <see langword="false"/>.</summary>
    public bool HasBias { get; init; }

    /// <summary>
    /// Whether the kernel stays within the feature map, which then shrinks. Default <see langword="false"/>: zeros surround the map.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsUnpadded { get; init; }

    /// <summary>Zero rows around the feature map, above and below.</summary>
    public int PaddingHeight => IsUnpadded ? 0 : checked(KernelHeight / 2 * Dilation);

    /// <summary>Zero columns around the feature map, left and right.</summary>
    public int PaddingWidth => IsUnpadded ? 0 : checked(KernelWidth / 2 * Dilation);

    /// <inheritdoc />
    public override long ParameterCount => checked(WeightsOfOutput * OutputChannels + (HasBias ? OutputChannels : 0));

    private long WeightsOfOutput => checked((long)InputChannels / Groups * KernelHeight * KernelWidth);

    /// <inheritdoc />
    public override MapShape OutputOf(ImmutableArray<MapShape> inputs)
    {
        var input = WithChannels(inputs, InputChannels, "convolution");
        if (InputChannels % Groups != 0 || OutputChannels % Groups != 0)
        {
            throw new ArgumentException(
                $"{InputChannels} and {OutputChannels} channels cannot be divided into {Groups} groups.",
                nameof(inputs));
        }

        return IsUnpadded || (KernelHeight % 2 == 1 && KernelWidth % 2 == 1)
            ? new(OutputChannels, Length(input.Height, KernelHeight, StrideHeight), Length(input.Width, KernelWidth, StrideWidth))
            : throw new ArgumentException(
                $"The kernel of a padded convolution has odd sides; found {KernelHeight}x{KernelWidth}.",
                nameof(inputs));
    }

    /// <inheritdoc />
    public override long MultiplyAddsOf(ImmutableArray<MapShape> inputs) => checked(WeightsOfOutput * OutputOf(inputs).Size);

    private int Length(int length, int kernel, int stride) =>
        IsUnpadded ? WindowCount(length, checked(((kernel - 1) * Dilation) + 1), stride) : (length - 1) / stride + 1;
}
