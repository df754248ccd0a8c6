namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

/// <summary>What the terms of a cell need to know of a branch.</summary>
internal unsafe interface IBranch
{
    /// <summary>Size of the branch's result.</summary>
    MapShape Shape { get; }

    /// <summary>The normalization of the result, folded into the terms.</summary>
    Normalization? Norm { get; }

    /// <summary>Whether the result is computed wherever it is needed, as that takes no longer than to read it from memory.</summary>
    bool IsRecomputed { get; }

    /// <summary>A channel of the branch's result, before its normalization.</summary>
    /// <param name="block">The block of images.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="room">Where it is written if it has to be computed.</param>
    float* Values(int block, int channel, float* room);
}
