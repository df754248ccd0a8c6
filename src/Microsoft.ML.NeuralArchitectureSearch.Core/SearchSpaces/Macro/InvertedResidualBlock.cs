using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

namespace Microsoft.ML.NeuralArchitectureSearch.SearchSpaces.Macro;

/// <summary>The block of MobileNetV2: 1x1 convolution to more channels, depthwise convolution, 1x1 convolution back.</summary>
/// <param name="Kernel">Height and width of the depthwise kernel, odd.</param>
/// <param name="Expansion">The channels in between are this many times those that it reads.</param>
/// <remarks>
/// Sandler et al., "MobileNetV2" (2018), arXiv:1801.04381, section 3.3. Each convolution is normalized; ReLU6 stands behind the first two;
/// the
/// input is added where neither channels nor size change.
/// </remarks>
internal sealed record InvertedResidualBlock(int Kernel, int Expansion) : MacroBlock
{
    /// <summary>Height and width of the depthwise kernel, odd.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not odd and positive.</exception>
    public int Kernel { get; init => field = Checked.Odd(value, nameof(Kernel)); } = Checked.Odd(Kernel, nameof(Kernel));

    /// <summary>The channels in between are this many times those that it reads.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [1, 65,536].</exception>
    public int Expansion
    {
        get;
        init => field = Checked.Within(1, Checked.MostSize, value, nameof(Expansion));
    } = Checked.Within(1, Checked.MostSize, Expansion, nameof(Expansion));

    /// <summary>Groups of the 1x1 convolutions, with a channel shuffle between, as in FBNet. Default 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int Groups { get; init => field = Checked.Positive(value, nameof(Groups)); } = 1;

    /// <summary>
    /// Whether the first 1x1 convolution stays where the channels do not become more, as in FBNet. Default <see langword="false"/>.
    /// </summary>
    public bool AlwaysExpands { get; init; }

    /// <summary>Its name, such as <c>mb6_k5</c>, or <c>mb1_k3_g2</c> with two groups.</summary>
    public override string Name => $"mb{Expansion}_k{Kernel}{(Groups == 1 ? "" : $"_g{Groups}")}";

    /// <inheritdoc />
    public override int AddTo(GraphBuilder graph, int input, int channels, int stride)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var read = graph.ShapeOf(input).Channels;
        var inner = read * Expansion;
        var state = input;
        if (Expansion > 1 || AlwaysExpands)
        {
            state = graph.AddActivated("expand", state, new ConvolutionLayer(read, inner, 1) { Groups = Groups }, ActivatedMaximum);
        }

        state = Groups > 1 ? graph.Add("shuffle", new ChannelShuffleLayer(Groups), state) : state;
        var depthwise = new ConvolutionLayer(inner, inner, Kernel) { Stride = stride, Groups = inner };
        state = graph.AddActivated("depthwise", state, depthwise, ActivatedMaximum);
        state = graph.AddNormalized("project", state, new ConvolutionLayer(inner, channels, 1) { Groups = Groups });
        return stride == 1 && read == channels ? graph.Add("sum", new AdditionLayer(), input, state) : state;
    }

    /// <summary>Where ReLU6 ends.</summary>
    internal const double ActivatedMaximum = 6;
}
