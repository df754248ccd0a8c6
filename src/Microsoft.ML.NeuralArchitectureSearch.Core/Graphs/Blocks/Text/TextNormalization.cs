namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks.Text;

/// <summary>What stands behind the convolutions, the recurrent units and the attention of a network over texts.</summary>
public enum TextNormalization
{
    /// <summary>Nothing; convolutions add a number to each channel instead.</summary>
    None,

    /// <summary>
    /// A batch normalization over the tokens: mean 0, variance 1. In supernets, so that the shares of operations are comparable.
    /// </summary>
    Standard,

    /// <summary>A batch normalization over the tokens that learns a scale and a shift for each channel.</summary>
    Affine,
}
