using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Planes;

/// <summary>Pooling over windows of any size, pixel by pixel.</summary>
internal sealed unsafe class PlaneWindows<TRule>(MapShape input, int kernel, int stride) : PlanePooling
    where TRule : IPoolingRule<Lanes1>
{
    public override void Apply(float* source, float* target) => Pooling<Lanes1, TRule>.Forward(input, kernel, stride, source, target);
}
