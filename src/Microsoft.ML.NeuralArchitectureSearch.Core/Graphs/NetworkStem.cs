namespace Microsoft.ML.NeuralArchitectureSearch.Graphs;

/// <summary>The layers before the first cell.</summary>
public enum NetworkStem
{
    /// <summary>One 3x3 convolution at stride 1, three times the channels: for images such as CIFAR-10's.</summary>
    FullSize,

    /// <summary>Three 3x3 convolutions at stride 2, which divide height and width by 8: for images such as ImageNet's.</summary>
    EighthSize,
}
