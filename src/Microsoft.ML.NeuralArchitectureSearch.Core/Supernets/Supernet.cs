using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Tensors.Native;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Supernets;

/// <summary>The network that holds every architecture of a cell space; the weights of the relaxed choice are inputs like the images.</summary>
/// <remarks>
/// Liu et al., "DARTS: Differentiable Architecture Search" (2019), arXiv:1806.09055, section 2.2 and appendix A.1. The names and the shapes
/// of the state dict are those of the paper's reference code; batch normalizations within cells learn no scale and no shift.
/// </remarks>
public sealed class Supernet : Module<Tensor, Tensor, Tensor, Tensor>
{
    private const int StemMultiplier = 3;

    private readonly Sequential stem;
    private readonly ModuleList<SearchCell> cells;
    private readonly Linear classifier;

    /// <summary>Creates a supernet with weights drawn from torch's generator.</summary>
    /// <param name="space">The space that it holds.</param>
    /// <param name="options">Its size.</param>
    /// <param name="shape">Size of the images.</param>
    /// <param name="classCount">Number of classes, at least 2.</param>
    /// <exception cref="ArgumentNullException"><paramref name="space"/> or <paramref name="options"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The space names an unknown operation, or the reductions cannot halve the images.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Channels or layers are zero or negative, or <paramref name="classCount"/> is less than 2.</exception>
    public Supernet(DartsCellSpace space, SupernetOptions options, MapShape shape, int classCount)
        : base(TorchRuntime.Required(nameof(Supernet)))
    {
        SupernetChecks.Check(space, options, shape);
        ArgumentOutOfRangeException.ThrowIfLessThan(classCount, 2);
        var stemChannels = StemMultiplier * options.Channels;
        stem = Sequential(Drawn.Conv2d(shape.Channels, stemChannels, 3, padding: 1, bias: false), new BatchNormalization(stemChannels));
        var places = CellStack.Place(options.Cells, options.Channels, stemChannels, stemReduces: false, _ => space.Nodes).ToArray();
        cells = ModuleList<SearchCell>([.. places.Select(place => new SearchCell(space, place))]);
        classifier = Drawn.Linear(space.Nodes * places[^1].Channels, classCount);
        RegisterComponents();
    }

    internal Sequential Stem => stem;

    internal IReadOnlyList<SearchCell> Cells => [.. cells];

    internal Linear Classifier => classifier;

    /// <summary>Number of trainable weights; the architecture parameters are not among them.</summary>
    public long ParameterCount => parameters().Sum(parameter => parameter.numel());

    /// <summary>Classifies images by the mixture of all architectures.</summary>
    /// <param name="images">Images, float <c>[N, C, H, W]</c>.</param>
    /// <param name="normalWeights">Softmax of the normal cells' architecture parameters, float <c>[E, O]</c>.</param>
    /// <param name="reductionWeights">Softmax of the reduction cells' architecture parameters, float <c>[E, O]</c>.</param>
    /// <returns>Logits, float <c>[N, K]</c>.</returns>
    public override Tensor forward(Tensor images, Tensor normalWeights, Tensor reductionWeights)
    {
        using var scope = NewDisposeScope();
        var earlier = stem.call(images);
        var previous = earlier;
        foreach (var cell in cells)
        {
            (earlier, previous) = (previous, cell.call(earlier, previous, cell.Reduces ? reductionWeights : normalWeights));
        }

        var pooled = functional.adaptive_avg_pool2d(previous, 1).flatten(1);   // [N, C]
        return classifier.call(pooled).MoveToOuterDisposeScope();
    }
}
