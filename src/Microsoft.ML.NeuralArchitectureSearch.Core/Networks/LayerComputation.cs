using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Networks;

/// <summary>What each kind of layer computes.</summary>
/// <param name="Weights">The layer's weights; <see langword="null"/> where it has none.</param>
/// <param name="IsTraining">Whether batch normalization goes by the mini-batch and keeps track of it.</param>
/// <param name="Momentum">Share of a mini-batch in the running statistics of batch normalization.</param>
internal readonly record struct LayerComputation(Module? Weights, bool IsTraining, double Momentum)
{
    /// <summary>The shares that the mixtures of a supernet are made with; <see langword="null"/> in all other networks.</summary>
    public SupernetChoices? Choices { get; init; }

    /// <summary>Probability that training leaves out a path for an image, within [0, 1).</summary>
    public double DropPathProbability { get; init; }

    /// <summary>Applies a layer.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="inputs">Feature maps, float <c>[N, C, H, W]</c>.</param>
    /// <returns>A tensor under a handle of its own, float <c>[N, C', H', W']</c>; <c>[N, K]</c> behind a linear layer.</returns>
    /// <exception cref="NotSupportedException">The layer is of a kind that is not known here.</exception>
    public Tensor Apply(Layer layer, Tensor[] inputs) => layer switch
    {
        ConvolutionLayer convolution => Convolve(convolution, inputs[0]),
        BatchNormalizationLayer => ((BatchNormalization)Weights!).Apply(inputs[0], IsTraining, Momentum),
        ReluLayer relu => relu.Maximum is { } maximum ? inputs[0].Clamp(0, maximum) : functional.relu(inputs[0]),
        AdditionLayer => Add(inputs),
        ConcatenationLayer => cat(inputs, 1),
        AveragePoolingLayer { Kernel: 2, IsUnpadded: false } p => Pool2x2(inputs[0], edged => functional.avg_pool2d(edged, 2, p.Stride)),
        AveragePoolingLayer p => functional.avg_pool2d(
            inputs[0],
            p.Kernel,
            p.Stride,
            p.Padding,
            IsEven(p.Kernel) && !p.IsUnpadded,
            count_include_pad: false),
        MaxPoolingLayer { Kernel: 2 } p => Pool2x2(inputs[0], edged => functional.max_pool2d(edged, 2, p.Stride)),
        MaxPoolingLayer p => functional.max_pool2d(inputs[0], p.Kernel, p.Stride, p.Padding, ceil_mode: IsEven(p.Kernel)),
        HardSigmoidLayer => HardSigmoid(inputs[0]),
        HardSwishLayer => HardSwish(inputs[0]),
        ChannelProductLayer => inputs[0].mul(inputs[1]),
        ChannelShuffleLayer shuffle => Shuffle(inputs[0], shuffle.Groups),
        ShiftLayer => inputs[0].narrow(2, 1, inputs[0].size(2) - 1).narrow(3, 1, inputs[0].size(3) - 1),
        ZeroLayer zero => Zero(inputs[0], zero.Stride),
        GlobalAveragePoolingLayer => inputs[0].dim() == 2 ? inputs[0].alias() : functional.adaptive_avg_pool2d(inputs[0], 1),
        LinearLayer => Classify(inputs[0]),
        DropoutLayer dropout => Drop(inputs[0], IsTraining ? dropout.Probability : 0),
        DropPathLayer => IsTraining && DropPathProbability > 0 ? DropPath.Apply(inputs[0], DropPathProbability) : inputs[0].alias(),
        AuxiliaryOutputLayer => inputs[0].alias(),
        ScaleLayer scale => inputs[0].Mul(scale.Factor),
        ChoiceLayer choice => inputs[0].mul(SupernetChoices.Required(Choices).Of(choice.Reduces, choice.Edge, choice.Operation)),
        TrimLayer => MaskedComputation.Trim(inputs[0]),
        TokenMaskLayer => MaskedComputation.Mask(inputs[0]),
        EmbeddingLayer => MaskedComputation.Embed((Embedding)Weights!, inputs[0]),
        MaskLayer => inputs[0].mul(inputs[1]),
        MaskedBatchNormalizationLayer => MaskedComputation.Normalize(
            (BatchNormalization)Weights!,
            inputs[0],
            inputs[1],
            IsTraining,
            Momentum),
        MaskedMaxPoolingLayer p => MaskedComputation.MaxPool(inputs[0], inputs[1], p.Width, p.Stride),
        MaskedAveragePoolingLayer p => MaskedComputation.AveragePool(inputs[0], inputs[1], p.Width, p.Stride),
        MaskedGlobalMaxPoolingLayer => MaskedComputation.GlobalMaxPool(inputs[0], inputs[1]),
        SubsampleLayer subsample => MaskedComputation.Subsample(inputs[0], subsample.Stride),
        NextPositionLayer => MaskedComputation.NextPosition(inputs[0]),
        AttentionPoolingLayer or SelfAttentionLayer or BidirectionalGruLayer or BidirectionalCellLayer =>
            ((Module<Tensor, Tensor, Tensor>)Weights!).call(inputs[0], inputs[1]),
        _ => throw new NotSupportedException($"There is no computation for a {layer.GetType().Name}."),
    };

    private Tensor Convolve(ConvolutionLayer layer, Tensor input)
    {
        var weights = (Conv2d)Weights!;
        return functional.conv2d(
            input,
            weights.weight,
            weights.bias,
            [layer.StrideHeight, layer.StrideWidth],
            [layer.PaddingHeight, layer.PaddingWidth],
            [layer.Dilation, layer.Dilation],
            layer.Groups);
    }

    private static Tensor HardSigmoid(Tensor input)
    {
        using var scope = NewDisposeScope();
        return input.Add(3.0).Clamp(0, 6).Mul(1.0 / 6).MoveToOuterDisposeScope();
    }

    private static Tensor HardSwish(Tensor input)
    {
        using var gate = HardSigmoid(input);
        return input.mul(gate);
    }

    private Tensor Classify(Tensor input)
    {
        var linear = (Linear)Weights!;
        using var flat = input.flatten(1);                                   // [N, C · H · W]
        return functional.linear(flat, linear.weight, linear.bias);          // [N, K]
    }

    private static Tensor Drop(Tensor input, double probability)
    {
        using var mask = DropoutMask.Draw(input.shape, probability, input);
        return mask is null ? input.alias() : input.mul(mask);
    }

    // The last row and column are repeated: what a window of 2x2 reads beyond the map changes neither its mean nor its largest value.
    private static Tensor Pool2x2(Tensor input, Func<Tensor, Tensor> pool)
    {
        using var scope = NewDisposeScope();
        var rows = cat([input, input.narrow(2, input.size(2) - 1, 1)], 2);                                 // [N, C, H + 1, W]
        return pool(cat([rows, rows.narrow(3, rows.size(3) - 1, 1)], 3)).MoveToOuterDisposeScope();        // [N, C, H', W']
    }

    // The last of larger even windows may reach beyond an odd feature map.
    private static bool IsEven(int kernel) => kernel % 2 == 0;

    // [N, C, H, W] as [N, G, C / G, H, W], the two parts of the channels transposed.
    private static Tensor Shuffle(Tensor input, int groups)
    {
        using var scope = NewDisposeScope();
        var parts = input.view(input.size(0), groups, input.size(1) / groups, input.size(2), input.size(3));
        return parts.transpose(1, 2).flatten(1, 2).MoveToOuterDisposeScope();
    }

    private static Tensor Add(Tensor[] inputs)
    {
        using var scope = NewDisposeScope();
        var sum = inputs.Length == 1 ? inputs[0].alias() : inputs.Skip(1).Aggregate(inputs[0], (sum, input) => sum.Add(input));
        return sum.MoveToOuterDisposeScope();
    }

    // A product rather than new zeros: what feeds only this layer keeps a gradient, and it is zero.
    private static Tensor Zero(Tensor input, int stride)
    {
        using var scope = NewDisposeScope();
        return input.slice(2, 0, input.size(2), stride).slice(3, 0, input.size(3), stride).Mul(0).MoveToOuterDisposeScope();
    }
}
