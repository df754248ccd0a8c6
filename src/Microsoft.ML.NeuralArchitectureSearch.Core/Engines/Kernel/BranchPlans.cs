using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;
using Microsoft.ML.NeuralArchitectureSearch.Operations;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel;

/// <summary>Says for operations how the kernels compute them.</summary>
/// <param name="parameters">Where the operations' parameters lie.</param>
internal sealed class BranchPlans(IKernelParameters parameters)
{
    private const int PoolingWindow = 3;

    /// <param name="operation">The operation.</param>
    /// <param name="norms">The batch normalizations behind it, one for each edge that shares it; none without one.</param>
    /// <param name="source">The state that it reads.</param>
    /// <param name="stride">Its stride.</param>
    public BranchPlan Of(nn.Module<Tensor, Tensor> operation, ImmutableArray<BatchNormalization> norms, int source, int stride)
    {
        var norm = norms.IsEmpty ? null : Norm(norms);
        return operation switch
        {
            IdentityOperation => ActivationPlan.Identity(source),
            MaxPool2d => new MaxPoolingPlan(source, PoolingWindow, stride, norm),
            AvgPool2d => new AveragePoolingPlan(source, PoolingWindow, stride, norm),
            FactorizedReduction reduction => Of(reduction, source),
            ReluConvolutionNorm projection => Of(projection, source),
            StagedConvolution convolution => new ConvolutionPlan(source, [.. convolution.Stages.Select(Of)]),
            _ => throw new ArgumentException($"There are no kernels for {operation.GetName()}.", nameof(operation)),
        };
    }

    /// <summary>Whether there are kernels for an operation.</summary>
    public static bool Suit(nn.Module<Tensor, Tensor> operation) => operation switch
    {
        IdentityOperation or ZeroOperation or FactorizedReduction => true,
        MaxPool2d pooling => pooling.kernel_size.All(size => size == PoolingWindow),
        AvgPool2d pooling => pooling.kernel_size.All(size => size == PoolingWindow),
        StagedConvolution convolution => convolution.Stages.All(stage => StagePlan.Suits(stage.Kernel, stage.Stride, stage.Dilation)),
        _ => false,
    };

    private ReductionPlan Of(FactorizedReduction reduction, int source) => new(
        source,
        reduction.Norm.Channels,
        parameters.PlaceOf(reduction.Even.weight),
        parameters.PlaceOf(reduction.Odd.weight),
        Norm([reduction.Norm]));

    private ProjectionPlan Of(ReluConvolutionNorm projection, int source) =>
        new(source, projection.Norm.Channels, parameters.PlaceOf(projection.Convolution.weight), Norm([projection.Norm]));

    private StagePlan Of(Operations.ConvolutionStage stage) => new(
        stage.Kernel,
        stage.Stride,
        stage.Dilation,
        parameters.PlaceOf(stage.Depthwise.weight),
        parameters.PlaceOf(stage.Pointwise.weight),
        Norm([stage.Norm]));

    private NormPlan Norm(ImmutableArray<BatchNormalization> norms) => NormPlans.Of(norms, parameters, countsBatches: true);
}
