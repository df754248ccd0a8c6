using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions.Text;

namespace Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel;

internal sealed partial class RegionCompiler
{
    private KernelValue Emit(LayerPattern.Biased pattern) =>
        Branch(Plan(pattern.Convolution, NormPlan.OfBias(weights.Bias(pattern.Convolution))));

    private KernelValue Emit(LayerPattern.ScaledMaximum pattern) => Branch(
        new TextMaximumPlan(WholeState(graph.InputOf(pattern.Scale)), (float)((ScaleLayer)graph.LayerOf(pattern.Scale)).Factor));

    private ActivationPlan Masked(int node, NormPlan? norm)
    {
        var (state, activation) = Read(graph.InputOf(node));
        return new ActivationPlan(state, activation, norm);
    }

    private TextPoolingPlan Pooled(int node, NormPlan? norm) => graph.LayerOf(node) switch
    {
        MaskedMaxPoolingLayer pooling => new(WholeState(graph.InputOf(node)), pooling.Width, pooling.Stride, IsLargest: true, norm),
        MaskedAveragePoolingLayer pooling => new(WholeState(graph.InputOf(node)), pooling.Width, pooling.Stride, IsLargest: false, norm),
        var layer => throw new NotSupportedException($"There are no kernels for {layer}."),
    };

    private DepthwisePlan Filtered(int node, ConvolutionLayer filter, NormPlan? norm)
    {
        var (state, activation) = Read(graph.InputOf(node));
        return new DepthwisePlan(
            state,
            filter.KernelWidth,
            filter.StrideWidth,
            filter.Dilation,
            weights.Convolution(node),
            activation,
            norm)
        { Rows = 1 };
    }
}
