using System.Collections.Immutable;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Operations;

/// <summary>Stages of depthwise separable convolution, one after the other.</summary>
internal sealed class StagedConvolution : Module<Tensor, Tensor>
{
    private readonly Sequential op;

    public StagedConvolution(params ImmutableArray<ConvolutionStage> stages)
        : base(nameof(StagedConvolution))
    {
        Stages = stages;
        op = Sequential(stages.SelectMany(stage => stage.Layers));
        RegisterComponents();
    }

    public ImmutableArray<ConvolutionStage> Stages { get; }

    /// <param name="input">Feature map, float <c>[N, C, H, W]</c>.</param>
    /// <returns>Feature map, float <c>[N, C, ⌈H / stride⌉, ⌈W / stride⌉]</c>.</returns>
    public override Tensor forward(Tensor input)
    {
        if (!training || !Stages[0].IsFasterFused)
        {
            return op.call(input);
        }

        using var scope = NewDisposeScope();
        var output = input;
        foreach (var stage in Stages)
        {
            output = stage.Norm.call(stage.Convolve(functional.relu(output), stage.FusedWeights(), groups: 1));
        }

        return output.MoveToOuterDisposeScope();
    }
}
