namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Recurrent;

/// <summary>
/// The order of an edge's weights of the activations: tanh, ReLU, logistic function, identity. What has the weight of none is left out.
/// </summary>
internal static unsafe class EdgeWeights
{
    public const int Tangent = 0;

    public const int Rectifier = 1;

    public const int Logistic = 2;

    public const int Identity = 3;

    /// <summary>Number of weights of an edge.</summary>
    public const int Count = 4;

    public static float Total(float* weights) => weights[Tangent] + weights[Rectifier] + weights[Logistic] + weights[Identity];
}
