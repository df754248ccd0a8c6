using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Networks;

/// <summary>The final network of a genotype: a stem, the cells, global average pooling, a linear classifier.</summary>
/// <remarks>
/// Liu et al., "DARTS: Differentiable Architecture Search" (2019), arXiv:1806.09055, appendix A.2. The names and the shapes of the state
/// dict are those of the paper's reference code, so that weights trained there can be loaded.
/// </remarks>
public sealed class CellNetwork : ClassifierNetwork
{
    private const int StemMultiplier = 3;

    private readonly Sequential? stem;
    private readonly Sequential? stem0;
    private readonly Sequential? stem1;
    private readonly ModuleList<NetworkCell> cells;
    private readonly AuxiliaryHead? auxiliary_head;
    private readonly Linear classifier;

    /// <summary>Creates a network with weights drawn from torch's generator.</summary>
    /// <param name="genotype">The cells that it is built of.</param>
    /// <param name="options">Its size; channels and layers are set, see <see cref="CellNetworkOptions.ScaledTo"/>.</param>
    /// <param name="shape">Size of the images.</param>
    /// <param name="classCount">Number of classes, at least 2.</param>
    /// <exception cref="ArgumentNullException"><paramref name="genotype"/> or <paramref name="options"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">As for <see cref="Check"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="classCount"/> is less than 2.</exception>
    public CellNetwork(Genotype genotype, CellNetworkOptions options, MapShape shape, int classCount)
        : base(nameof(CellNetwork))
    {
        Check(genotype, options, shape);
        ArgumentOutOfRangeException.ThrowIfLessThan(classCount, 2);
        var (channels, layers) = (options.Channels!.Value, options.Cells!.Value);
        Channels = channels;
        var isEighth = options.Stem == NetworkStem.EighthSize;
        var stemChannels = isEighth ? channels : StemMultiplier * channels;
        if (isEighth)
        {
            stem0 = Sequential(
                HalvingConvolution(shape.Channels, channels / 2), new BatchNormalization(channels / 2), ReLU(),
                HalvingConvolution(channels / 2, channels), new BatchNormalization(channels));
            stem1 = Sequential(ReLU(), HalvingConvolution(channels, channels), new BatchNormalization(channels));
        }
        else
        {
            stem = Sequential(Drawn.Conv2d(shape.Channels, stemChannels, 3, padding: 1, bias: false), new BatchNormalization(stemChannels));
        }

        var places = CellStack.Place(layers, channels, stemChannels, isEighth, reduces => Cell(genotype, reduces).Concatenated.Length).ToArray();
        cells = ModuleList<NetworkCell>([.. places.Select(place => new NetworkCell(Cell(genotype, place.Reduces), place))]);
        if (options.AuxiliaryHead)
        {
            auxiliary_head = new AuxiliaryHead(OutputChannels(genotype, places[CellStack.AuxiliaryLayer(layers)]), classCount, options.Stem);
        }

        classifier = Drawn.Linear(OutputChannels(genotype, places[^1]), classCount);
        RegisterComponents();
    }

    /// <summary>
    /// Probability that an edge other than the identity is left out for an image while training, within [0, 1). Default 0; training raises it step by step.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [0, 1).</exception>
    public double DropPathProbability
    {
        get;
        set
        {
            if (value is not (>= 0 and < 1))
            {
                throw new ArgumentOutOfRangeException(nameof(DropPathProbability), value, "A probability within [0, 1) is needed.");
            }

            field = value;
            foreach (var cell in cells)
            {
                cell.DropPathProbability = value;
            }
        }
    }

    /// <inheritdoc />
    public override int Channels { get; }

    internal IReadOnlyList<NetworkCell> Cells => [.. cells];

    internal AuxiliaryHead? Auxiliary => auxiliary_head;

    internal Linear Classifier => classifier;

    /// <summary>The parameters outside the cells.</summary>
    internal IEnumerable<Parameter> OuterParameters =>
        new Module?[] { stem, stem0, stem1, auxiliary_head, classifier }.OfType<Module>().SelectMany(module => module.parameters());

    /// <summary>Number of trainable weights without those of the auxiliary head, the figure that papers quote.</summary>
    public long ParameterCountWithoutAuxiliary =>
        ParameterCount - (auxiliary_head?.parameters().Sum(parameter => parameter.numel()) ?? 0);

    /// <summary>Refuses what no network can be built of, before any work is done.</summary>
    /// <param name="genotype">The cells.</param>
    /// <param name="options">The size of the network.</param>
    /// <param name="shape">Size of the images.</param>
    /// <exception cref="ArgumentNullException"><paramref name="genotype"/> or <paramref name="options"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">
    /// The genotype names an unknown operation; channels or layers are not set; the number of channels is odd where the stem needs an even one;
    /// the reductions cannot halve the images; or the feature maps do not suit the auxiliary head.
    /// </exception>
    public static void Check(Genotype genotype, CellNetworkOptions options, MapShape shape)
    {
        ArgumentNullException.ThrowIfNull(genotype);
        ArgumentNullException.ThrowIfNull(options);
        CellNetworkChecks.Check(genotype, options, shape);
    }

    /// <summary>Classifies images.</summary>
    /// <param name="input">Images, float <c>[N, C, H, W]</c>.</param>
    /// <returns>Logits, float <c>[N, K]</c>.</returns>
    public override Tensor forward(Tensor input)
    {
        var (logits, auxiliary) = Run(input, withAuxiliary: false);
        auxiliary?.Dispose();
        return logits;
    }

    /// <summary>Classifies images by both classifiers.</summary>
    /// <param name="inputs">Images, float <c>[N, C, H, W]</c>.</param>
    /// <returns>Logits, float <c>[N, K]</c>, and those of the auxiliary head, <see langword="null"/> without one or while not training.</returns>
    public override (Tensor Logits, Tensor? Auxiliary) ForwardWithAuxiliary(Tensor inputs) => Run(inputs, withAuxiliary: training);

    /// <inheritdoc />
    protected internal override void DropPaths(double probability) => DropPathProbability = probability;

    /// <summary>Whether both inputs of the first cell are the same feature map.</summary>
    internal bool StemIsShared => stem is not null;

    /// <summary>Sizes of what the first cell reads.</summary>
    internal (MapShape Earlier, MapShape Previous) StemShapes(MapShape shape) => stem is null
        ? (new(Channels, shape.Height / 4, shape.Width / 4), new(Channels, shape.Height / 8, shape.Width / 8))
        : (new(StemMultiplier * Channels, shape.Height, shape.Width), new(StemMultiplier * Channels, shape.Height, shape.Width));

    /// <summary>What the first cell reads.</summary>
    /// <param name="images">Images, float <c>[N, C, H, W]</c>.</param>
    /// <returns>Feature maps, float <c>[N, C′, H′, W′]</c>; twice the same object where the stem has one output.</returns>
    internal (Tensor Earlier, Tensor Previous) Stem(Tensor images)
    {
        var first = (stem ?? stem0)!.call(images);
        return (first, stem1?.call(first) ?? first);
    }

    private (Tensor Logits, Tensor? Auxiliary) Run(Tensor images, bool withAuxiliary)
    {
        using var scope = NewDisposeScope();
        var (earlier, previous) = Stem(images);
        var auxiliaryLayer = CellStack.AuxiliaryLayer(cells.Count);
        Tensor? auxiliary = null;
        for (var layer = 0; layer < cells.Count; layer++)
        {
            var output = cells[layer].call(earlier, previous);
            if (!ReferenceEquals(earlier, previous))
            {
                earlier.Dispose();
            }

            (earlier, previous) = (previous, output);
            if (withAuxiliary && layer == auxiliaryLayer)
            {
                auxiliary = auxiliary_head?.call(output);
            }
        }

        var pooled = functional.adaptive_avg_pool2d(previous, 1).flatten(1);   // [N, C]
        return (classifier.call(pooled).MoveToOuterDisposeScope(), auxiliary?.MoveToOuterDisposeScope());
    }

    private static CellGenotype Cell(Genotype genotype, bool reduces) => reduces ? genotype.Reduction : genotype.Normal;

    private static int OutputChannels(Genotype genotype, CellPlacement place) => Cell(genotype, place.Reduces).Concatenated.Length * place.Channels;

    private static Conv2d HalvingConvolution(int input, int output) => Drawn.Conv2d(input, output, 3, stride: 2, padding: 1, bias: false);
}
