namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks.Text;

/// <summary>The end of a network over texts.</summary>
/// <param name="ClassCount">Number of classes (K).</param>
/// <param name="Pooling">How the tokens of a text become one vector. Default: by the maximum.</param>
/// <param name="Dropout">Probability that a value of this vector is left out in training. Default 0.5.</param>
public sealed record TextHead(int ClassCount, TextPooling Pooling = TextPooling.Max, double Dropout = 0.5);
