using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;

/// <summary>Shortens gradients that are longer than a norm.</summary>
/// <param name="Norm">The greatest length; infinity for none.</param>
internal sealed record GradientClip(double Norm)
{
    /// <summary>What a gradient is to be multiplied by, at most 1.</summary>
    public double ScaleOf(IEnumerable<Tensor> gradient)
    {
        if (double.IsPositiveInfinity(Norm))
        {
            return 1;
        }

        using var scope = NewDisposeScope();
        var length = stack(gradient.Select(part => part.norm())).norm().to(ScalarType.Float64).item<double>();
        return Math.Min(1, Norm / (length + 1e-6));
    }

    /// <summary>The clipped gradient.</summary>
    public Tensor[] Apply(Tensor[] gradient)
    {
        var scale = ScaleOf(gradient);
        return scale == 1 ? gradient : [.. gradient.Select(part => part.Mul(scale))];
    }
}
