using System.Text.Json.Serialization;

namespace Microsoft.ML.NeuralArchitectureSearch.Genotypes.Chains;

/// <summary>One layer of a <see cref="Chain"/>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "layer")]
[JsonDerivedType(typeof(ChainConvolution), "convolution")]
[JsonDerivedType(typeof(ChainPooling), "pooling")]
[JsonDerivedType(typeof(ChainDense), "dense")]
public abstract record ChainLayer
{
    /// <summary>A convolution with its batch normalization and ReLU, padded so that at stride 1 the feature map keeps its size.</summary>
    /// <param name="width">Channels that it gives.</param>
    /// <param name="kernel">Height and width of the kernel.</param>
    /// <param name="stride">Height and width shrink by this factor.</param>
    /// <returns>The layer.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is not allowed.</exception>
    public static ChainLayer Convolution(int width, int kernel, int stride) => new ChainConvolution(width, kernel, stride);

    /// <summary>Max pooling, padded so that at stride 1 the feature map keeps its size.</summary>
    /// <param name="kernel">Height and width of the window.</param>
    /// <param name="stride">Height and width shrink by this factor.</param>
    /// <returns>The layer.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is not allowed.</exception>
    public static ChainLayer Pooling(int kernel, int stride) => new ChainPooling(kernel, stride);

    /// <summary>A fully connected layer with its ReLU; the first one reads the whole feature map as one vector.</summary>
    /// <param name="width">Values that it gives.</param>
    /// <returns>The layer.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is not allowed.</exception>
    public static ChainLayer Dense(int width) => new ChainDense(width);
}
