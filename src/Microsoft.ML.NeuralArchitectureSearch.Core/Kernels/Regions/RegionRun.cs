namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

/// <summary>What one run of a region works on; the memory is the caller's.</summary>
internal sealed unsafe class RegionRun
{
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

    /// <summary>A factor for every term and image, 0 for lanes without one, <c>[terms, blocks, lanes]</c>; null where all are <see cref="Present"/>.</summary>
    public float* TermFactors { get; set; }

    /// <summary>Gradients of the outputs.</summary>
    public float* OutputGradient { get; set; }

    /// <summary>Where the weights of the choice get their gradients; null where they need none.</summary>
    public float* ChoiceGradient { get; set; }

    /// <summary>Where each block puts the gradients of the parameters; null where they need none.</summary>
    public float* ParameterGradients { get; set; }

    /// <summary>Number of parameters.</summary>
    public required int ParameterCount { get; init; }

    public float* PresentLanes(int block) => Present + ((FirstBlock + block) * LaneCount);

    public float* TermLanes(int term, int block) =>
        TermFactors == null ? PresentLanes(block) : TermFactors + (((term * TotalBlocks) + FirstBlock + block) * LaneCount);

    /// <summary>Where a block puts the gradient of the parameters from an index on.</summary>
    public float* ParameterGradient(int block, int index) => ParameterGradients + ((nint)block * ParameterCount) + index;
}
