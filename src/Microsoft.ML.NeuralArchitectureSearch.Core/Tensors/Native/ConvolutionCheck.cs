namespace Microsoft.ML.NeuralArchitectureSearch.Tensors.Native;

/// <summary>
/// Compares small convolutions on the CPU with plain sums in float64, and takes another way of computing them where they are wrong.
/// </summary>
internal static class ConvolutionCheck
{
    // Of the greatest value. Rounding makes 1e-6 of it, products in bfloat16, which oneDNN can be set to, 4e-3; the wrong ones are 5e-2 and
    // more.
    private const double Tolerance = 0.01;

    /// <summary>
    /// Numbers of channels that are multiples of a vector's length and others, strides, dilations, rows of texts, groups.
    /// </summary>
    public static IReadOnlyList<ConvolutionSample> Samples { get; } =
    [
        new(2, 20, 20, 5, 5, 3, 3) { Dilation = 2 },
        new(2, 20, 20, 8, 8, 3, 3) { Stride = 2 },
        new(2, 12, 12, 8, 8, 3, 3),
        new(2, 7, 7, 8, 8, 3, 3),
        new(2, 24, 24, 1, 16, 1, 3),
        new(2, 24, 36, 6, 6, 1, 1),
        new(2, 16, 16, 8, 8, 3, 3) { Groups = 16 },
    ];

    /// <summary>Checks, and checks again after each change.</summary>
    /// <returns>How convolutions are computed from now on.</returns>
    /// <exception cref="PlatformNotSupportedException">They are wrong in every way of computing them.</exception>
    public static ConvolutionPath Run(IConvolutionLibrary library)
    {
        var isLimited = library.Limit();
        if (Samples.All(sample => IsRight(library, sample)))
        {
            return isLimited ? ConvolutionPath.LimitedOneDnn : ConvolutionPath.Default;
        }

        library.SwitchOff();
        return Samples.FirstOrDefault(sample => !IsRight(library, sample)) is { } wrong
            ? throw new PlatformNotSupportedException(
                $"libtorch computes convolutions wrongly on this processor, with oneDNN and without it ({wrong}): networks would learn "
                + "nothing that is true. "
                + "Use another machine or another version of libtorch.")
            : ConvolutionPath.WithoutOneDnn;
    }

    /// <summary>Whether a convolution and its gradients are those of plain sums.</summary>
    public static bool IsRight(IConvolutionLibrary library, ConvolutionSample sample)
    {
        var (expected, found) = (sample.Expected(), library.Compute(sample));
        return IsNear(expected.Output, found.Output)
            && IsNear(expected.InputGradient, found.InputGradient)
            && IsNear(expected.WeightGradient, found.WeightGradient);
    }

    private static bool IsNear(double[] expected, float[] found)
    {
        var allowed = Tolerance * expected.Max(Math.Abs);
        return expected.Length == found.Length && expected.Zip(found).All(pair => Math.Abs(pair.First - pair.Second) <= allowed);
    }
}
