using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

/// <summary>A two-dimensional convolution, padded so that at stride 1 the feature map keeps its size.</summary>
/// <param name="InputChannels">Channels that it reads.</param>
/// <param name="OutputChannels">Channels that it gives.</param>
/// <param name="KernelHeight">Height of its kernel, odd.</param>
/// <param name="KernelWidth">Width of its kernel, odd.</param>
[method: JsonConstructor]
public sealed record ConvolutionLayer(int InputChannels, int OutputChannels, int KernelHeight, int KernelWidth) : Layer
{
    /// <summary>Creates a convolution with a square kernel.</summary>
    /// <param name="inputChannels">Channels that it reads.</param>
    /// <param name="outputChannels">Channels that it gives.</param>
    /// <param name="kernel">Height and width of its kernel, odd.</param>
    public ConvolutionLayer(int inputChannels, int outputChannels, int kernel)
        : this(inputChannels, outputChannels, kernel, kernel)
    {
    }

    /// <summary>Channels that it reads.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int InputChannels { get; init => field = Checked.Positive(value, nameof(InputChannels)); } = Checked.Positive(InputChannels, nameof(InputChannels));

    /// <summary>Channels that it gives.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int OutputChannels { get; init => field = Checked.Positive(value, nameof(OutputChannels)); } = Checked.Positive(OutputChannels, nameof(OutputChannels));

    /// <summary>Height of its kernel, odd.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero, negative or even.</exception>
    public int KernelHeight { get; init => field = Checked.Odd(value, nameof(KernelHeight)); } = Checked.Odd(KernelHeight, nameof(KernelHeight));

    /// <summary>Width of its kernel, odd.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero, negative or even.</exception>
    public int KernelWidth { get; init => field = Checked.Odd(value, nameof(KernelWidth)); } = Checked.Odd(KernelWidth, nameof(KernelWidth));

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

    /// <summary>Zero rows around the feature map, above and below.</summary>
    public int PaddingHeight => checked(KernelHeight / 2 * Dilation);

    /// <summary>Zero columns around the feature map, left and right.</summary>
    public int PaddingWidth => checked(KernelWidth / 2 * Dilation);

    /// <inheritdoc />
    public override long ParameterCount => checked(WeightsOfOutput * OutputChannels + (HasBias ? OutputChannels : 0));

    private long WeightsOfOutput => checked((long)InputChannels / Groups * KernelHeight * KernelWidth);

    /// <inheritdoc />
    public override MapShape OutputOf(ImmutableArray<MapShape> inputs)
    {
        var input = WithChannels(inputs, InputChannels, "convolution");
        if (InputChannels % Groups != 0 || OutputChannels % Groups != 0)
        {
            throw new ArgumentException($"{InputChannels} and {OutputChannels} channels cannot be divided into {Groups} groups.", nameof(inputs));
        }

        return new(OutputChannels, (input.Height - 1) / StrideHeight + 1, (input.Width - 1) / StrideWidth + 1);
    }

    /// <inheritdoc />
    public override long MultiplyAddsOf(ImmutableArray<MapShape> inputs) => checked(WeightsOfOutput * OutputOf(inputs).Size);
}
