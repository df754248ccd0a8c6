namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions.Text;

/// <summary>What the parts of regions over texts have in common.</summary>
internal static class TextPlans
{
    /// <summary>What is thrown where the tokens of one text are to fill a vector.</summary>
    public static NotSupportedException SeveralOnly() => new("Vectors of texts hold the same token of several texts.");
}
