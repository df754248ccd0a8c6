using System.Text.Json.Serialization;

namespace Microsoft.ML.NeuralArchitectureSearch.Genotypes.Chains;

/// <summary>One layer of a <see cref="Chain"/>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "layer")]
[JsonDerivedType(typeof(ChainConvolution), "convolution")]
[JsonDerivedType(typeof(ChainPooling), "pooling")]
[JsonDerivedType(typeof(ChainDense), "dense")]
public abstract record ChainLayer;
