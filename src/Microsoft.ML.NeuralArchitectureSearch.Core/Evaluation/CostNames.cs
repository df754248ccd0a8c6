namespace Microsoft.ML.NeuralArchitectureSearch.Evaluation;

/// <summary>The names of what candidates cost.</summary>
public static class CostNames
{
    /// <summary>Number of trainable weights.</summary>
    public const string Parameters = "parameters";

    /// <summary>Multiplications, each with its addition, for one image.</summary>
    public const string MultiplyAdds = "multiply_adds";

    /// <summary>Time for one mini-batch forward, in milliseconds.</summary>
    public const string Latency = "latency_ms";

    /// <summary>Epochs that the candidate was trained for.</summary>
    public const string Epochs = "epochs";
}
