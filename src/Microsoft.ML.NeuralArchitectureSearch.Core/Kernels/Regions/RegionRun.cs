using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

/// <summary>What one run of a region works on; the memory is the caller's.</summary>
internal sealed unsafe class RegionRun
{
    private readonly double[] _tokens;

    /// <param name="masks">The masks of texts.</param>
    public RegionRun(ImmutableArray<FeatureMap> masks)
    {
        Masks = masks;
        _tokens = new double[masks.Length];
    }

    /// <summary>Images of the mini-batch (N).</summary>
    public int Images { get; set; }

    /// <summary>Number of blocks of images that the run computes.</summary>
    public int Blocks { get; set; }

    /// <summary>The first of them among the blocks that lie in the caller's memory.</summary>
    public int FirstBlock { get; set; }

    /// <summary>Number of blocks in the caller's memory.</summary>
    public int TotalBlocks { get; set; }

    /// <summary>Images that a block has room for.</summary>
    public required int LaneCount { get; init; }

    /// <summary>Whether batch normalization uses the statistics of the mini-batch.</summary>
    public bool IsTraining { get; set; }

    /// <summary>Whether the parameters are the same in every run, so that what is made of them need not be made again.</summary>
    public bool AreParametersFrozen { get; set; }

    /// <summary>Share of the mini-batch in the running statistics; <see langword="null"/> for that of each normalization.</summary>
    public double? Momentum { get; set; }

    /// <summary>Whether results between the stages of convolutions are not kept: the backward pass computes them again.</summary>
    public bool RecomputesStages { get; set; }

    /// <summary>The trainable parameters.</summary>
    public float* Parameters { get; set; }

    /// <summary>The weights of the relaxed choice.</summary>
    public float* Choice { get; set; }

    /// <summary>The outputs, <c>[blocks, C, H, W, lanes]</c>, one behind the other.</summary>
    public float* Output { get; set; }

    /// <summary>1 for every image, 0 for lanes without one, <c>[blocks, lanes]</c>.</summary>
    public float* Present { get; set; }

    /// <summary>
    /// A factor for every term and image, 0 for lanes without one, <c>[terms, blocks, lanes]</c>; null where all are <see cref="Present"/>.
    /// </summary>
    public float* TermFactors { get; set; }

    /// <summary>Gradients of the outputs.</summary>
    public float* OutputGradient { get; set; }

    /// <summary>Where the weights of the choice get their gradients; null where they need none.</summary>
    public float* ChoiceGradient { get; set; }

    /// <summary>Where each block puts the gradients of the parameters; null where they need none.</summary>
    public float* ParameterGradients { get; set; }

    /// <summary>The masks of texts, 1 for a token and 0 behind the end, one for each length of maps; none for images.</summary>
    public ImmutableArray<FeatureMap> Masks { get; }

    /// <summary>Number of parameters.</summary>
    public required int ParameterCount { get; init; }

    /// <summary>The mask of a block's maps, <c>[positions, lanes]</c>; null for images.</summary>
    /// <param name="positions">Pixels of a map.</param>
    /// <param name="block">The block.</param>
    public float* MaskAt(int positions, int block)
    {
        foreach (var mask in Masks)
        {
            if (mask.Shape.Positions == positions)
            {
                return mask.At(block);
            }
        }

        return null;
    }

    /// <summary>Number of values of a channel in the mini-batch: pixels of images, tokens of texts.</summary>
    /// <param name="positions">Pixels of a map.</param>
    public double CountOf(int positions)
    {
        var index = 0;
        for (; index < Masks.Length && Masks[index].Shape.Positions != positions; index++)
        {
        }

        return index < Masks.Length ? _tokens[index] : (double)Images * positions;
    }

    /// <summary>Counts the tokens, once the masks lie where they are read.</summary>
    public void CountTokens()
    {
        for (var mask = 0; mask < Masks.Length; mask++)
        {
            _tokens[mask] = 0;
            for (var block = 0; block < Blocks; block++)
            {
                foreach (var value in Masks[mask].Channel(block, channel: 0, LaneCount))
                {
                    _tokens[mask] += value;
                }
            }
        }
    }

    public float* PresentLanes(int block) => Present + ((FirstBlock + block) * LaneCount);

    public float* TermLanes(int term, int block) =>
        TermFactors == null ? PresentLanes(block) : TermFactors + (((term * TotalBlocks) + FirstBlock + block) * LaneCount);

    /// <summary>Where a block puts the gradient of the parameters from an index on.</summary>
    public float* ParameterGradient(int block, int index) => ParameterGradients + ((nint)block * ParameterCount) + index;
}
