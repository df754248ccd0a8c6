using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks;

/// <summary>The operations that convolutional cells name, as layers.</summary>
public static class OperationBlocks
{
    /// <summary>All known operations.</summary>
    public static ImmutableArray<OperationBlock> All { get; } =
    [
        new(OperationNames.None, (graph, input, stride) => graph.Add("zero", new ZeroLayer(stride), input)),
        new(OperationNames.SkipConnect, SkipBlock.Add),
        MaxPooling(OperationNames.MaxPooling2x2, 2),
        MaxPooling(OperationNames.MaxPooling3x3, 3),
        MaxPooling(OperationNames.MaxPooling5x5, 5),
        AveragePooling(OperationNames.AveragePooling2x2, 2),
        AveragePooling(OperationNames.AveragePooling3x3, 3),
        AveragePooling(OperationNames.AveragePooling5x5, 5),
        new(OperationNames.SeparableConvolution3x3, (graph, input, stride) => SeparableConvolutionBlock.Add(graph, input, 3, stride)),
        new(OperationNames.SeparableConvolution5x5, (graph, input, stride) => SeparableConvolutionBlock.Add(graph, input, 5, stride)),
        new(OperationNames.SeparableConvolution7x7, (graph, input, stride) => SeparableConvolutionBlock.Add(graph, input, 7, stride)),
        new(OperationNames.SingleSeparableConvolution3x3, (graph, input, stride) => DepthwiseSeparableBlock.Add(graph, input, 3, stride)),
        new(OperationNames.DepthwiseConvolution3x3, (graph, input, stride) => DepthwiseConvolutionBlock.Add(graph, input, 3, stride)),
        new(
            OperationNames.DilatedConvolution3x3,
            (graph, input, stride) => DepthwiseSeparableBlock.Add(graph, input, 3, stride, dilation: 2)),
        new(
            OperationNames.DilatedConvolution5x5,
            (graph, input, stride) => DepthwiseSeparableBlock.Add(graph, input, 5, stride, dilation: 2)),
        new(OperationNames.Convolution7x1Then1x7, (graph, input, stride) => FactorizedConvolutionBlock.Add(graph, input, 7, stride)),
        new(
            OperationNames.Convolution1x3Then3x1,
            (graph, input, stride) => FactorizedConvolutionBlock.AddNormalizedTwice(graph, input, 3, stride)),
        new(
            OperationNames.Convolution1x7Then7x1,
            (graph, input, stride) => FactorizedConvolutionBlock.AddNormalizedTwice(graph, input, 7, stride)),
        new(OperationNames.Convolution1x1, (graph, input, stride) => PlainConvolutionBlock.Add(graph, input, 1, stride)),
        new(OperationNames.Convolution3x3, (graph, input, stride) => PlainConvolutionBlock.Add(graph, input, 3, stride)),
    ];

    /// <summary>The operation of a name.</summary>
    /// <param name="name">The name, such as <c>sep_conv_3x3</c>.</param>
    /// <returns>The operation.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">No operation has this name.</exception>
    public static OperationBlock Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return All.FirstOrDefault(operation => operation.Name == name)
            ?? throw new ArgumentException(
                $"There is no operation '{name}'; known are {string.Join(", ", All.Select(known => known.Name))}.",
                nameof(name));
    }

    /// <summary>The operation of a name, among those of a space and those of the library.</summary>
    /// <exception cref="ArgumentException">No operation has this name.</exception>
    internal static OperationBlock Find(string name, ImmutableArray<OperationBlock> own) =>
        own.FirstOrDefault(operation => operation.Name == name) ?? Find(name);

    /// <summary>Refuses operations of a space that could be mistaken for each other or for one of the library.</summary>
    /// <returns>The operations.</returns>
    /// <exception cref="ArgumentException">An operation is missing, or a name stands there twice or is the library's.</exception>
    internal static ImmutableArray<OperationBlock> CheckedOwn(ImmutableArray<OperationBlock> own, string parameter)
    {
        if (own.IsDefault || own.Any(operation => operation is null))
        {
            throw new ArgumentException("Every operation is a block of layers; found null.", parameter);
        }

        var twice = own.Concat(All).CountBy(operation => operation.Name).FirstOrDefault(pair => pair.Value > 1).Key;
        return twice is null
            ? own
            : throw new ArgumentException($"The name '{twice}' stands for one operation; found two, the library's among them.", parameter);
    }

    private static OperationBlock MaxPooling(string name, int kernel) =>
        new(name, (graph, input, stride) => graph.Add("pooled", new MaxPoolingLayer(kernel, stride), input))
        {
            IsNormalizedInSupernet = true
        };

    private static OperationBlock AveragePooling(string name, int kernel) =>
        new(name, (graph, input, stride) => graph.Add("pooled", new AveragePoolingLayer(kernel, stride), input))
        {
            IsNormalizedInSupernet = true
        };
}
