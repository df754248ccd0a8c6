namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks.Text;

/// <summary>How the tokens of a text become one vector.</summary>
public enum TextPooling
{
    /// <summary>The largest value of each channel: did something occur anywhere in the text?</summary>
    Max,

    /// <summary>A mean, weighed by how much each token matters.</summary>
    Attention,
}
