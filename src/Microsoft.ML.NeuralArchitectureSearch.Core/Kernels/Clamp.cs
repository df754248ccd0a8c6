namespace Microsoft.ML.NeuralArchitectureSearch.Kernels;

/// <summary>An activation that limits values: ReLU, ReLU6, or none.</summary>
/// <param name="Lowest">The lowest value; minus infinity for none.</param>
/// <param name="Highest">The highest value; infinity for none.</param>
internal readonly record struct Clamp(float Lowest, float Highest)
{
    /// <summary>Leaves values as they are.</summary>
    public static Clamp None { get; } = new(float.NegativeInfinity, float.PositiveInfinity);

    /// <summary>max(0, x).</summary>
    public static Clamp Relu { get; } = new(0, float.PositiveInfinity);
}
