namespace Microsoft.ML.NeuralArchitectureSearch.Tensors.Native;

/// <summary>What a convolution gives.</summary>
/// <param name="Output">Its output.</param>
/// <param name="InputGradient">The gradient with respect to its input.</param>
/// <param name="WeightGradient">The gradient with respect to its weights.</param>
internal sealed record ConvolutionValues<T>(T[] Output, T[] InputGradient, T[] WeightGradient);
