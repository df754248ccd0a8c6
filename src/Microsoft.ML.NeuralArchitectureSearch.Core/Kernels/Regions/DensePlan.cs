using Microsoft.ML.NeuralArchitectureSearch.Kernels.Planes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

/// <summary>Activation, a convolution that mixes channels, batch normalization.</summary>
/// <param name="Source">The state that it reads.</param>
/// <param name="Channels">Output channels.</param>
/// <param name="Kernel">Height and width of the filters, odd.</param>
/// <param name="Stride">Rows and columns between neighbouring windows.</param>
/// <param name="Dilation">Pixels between neighbouring taps.</param>
/// <param name="Groups">Groups of channels that are convolved separately.</param>
/// <param name="Weights">Where the weights lie among the parameters, <c>[C', C / groups, kernel height, kernel width]</c>.</param>
/// <param name="Activation">The activation.</param>
/// <param name="Norm">The batch normalization; <see langword="null"/> for none.</param>
internal sealed record DensePlan(
    int Source,
    int Channels,
    (int Height, int Width) Kernel,
    (int Rows, int Columns) Stride,
    int Dilation,
    int Groups,
    int Weights,
    Clamp Activation,
    NormPlan? Norm) : BranchPlan(Source)
{
    /// <summary>The convolution on inputs of a size.</summary>
    public DenseShape Shape(MapShape source) => new(source, Channels, Kernel, Stride, Dilation, Groups);

    public override MapShape Result(MapShape source) =>
        new(Channels, (source.Height + Stride.Rows - 1) / Stride.Rows, (source.Width + Stride.Columns - 1) / Stride.Columns);

    public override Branch<TLanes> Create<TLanes>(State source) => new DenseBranch<TLanes>(source, this);

    public override PlaneBranch<TLanes> CreatePlane<TLanes>(PlaneMap source, PlaneFrames frames) => new DenseMapPlane<TLanes>(source, this);
}
