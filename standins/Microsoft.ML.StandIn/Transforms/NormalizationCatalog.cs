using Microsoft.ML.Transforms;

namespace Microsoft.ML;

public static class NormalizationCatalog
{
    private const double Tiny = 1e-8;

    public static NormalizingEstimator NormalizeMinMax(
        this TransformsCatalog catalog,
        string outputColumnName,
        string inputColumnName = null,
        long maximumExampleCount = 1000000000,
        bool fixZero = true) => catalog.NormalizeMinMax([new InputOutputColumnPair(outputColumnName, inputColumnName)], maximumExampleCount, fixZero);

    public static NormalizingEstimator NormalizeMinMax(
        this TransformsCatalog catalog,
        InputOutputColumnPair[] columns,
        long maximumExampleCount = 1000000000,
        bool fixZero = true) =>
        new(catalog.GetEnvironment(), InputOutputColumnPair.ConvertToValueTuples(columns), maximumExampleCount, fixZero ? MinMaxAroundZero : MinMax);

    public static NormalizingEstimator NormalizeMeanVariance(
        this TransformsCatalog catalog,
        string outputColumnName,
        string inputColumnName = null,
        long maximumExampleCount = 1000000000,
        bool fixZero = true,
        bool useCdf = false) =>
        catalog.NormalizeMeanVariance([new InputOutputColumnPair(outputColumnName, inputColumnName)], maximumExampleCount, fixZero, useCdf);

    /// <exception cref="NotSupportedException">The stand-in has no normalizing by a distribution function.</exception>
    public static NormalizingEstimator NormalizeMeanVariance(
        this TransformsCatalog catalog,
        InputOutputColumnPair[] columns,
        long maximumExampleCount = 1000000000,
        bool fixZero = true,
        bool useCdf = false)
    {
        if (useCdf)
            throw new NotSupportedException("The stand-in of ML.NET normalizes by mean and variance only with useCdf: false.");

        return new NormalizingEstimator(
            catalog.GetEnvironment(),
            InputOutputColumnPair.ConvertToValueTuples(columns),
            maximumExampleCount,
            fixZero ? MeanVarianceAroundZero : MeanVariance);
    }

    private static (double Scale, double Offset) MinMaxAroundZero(SlotStatistics slot)
    {
        var largest = Math.Max(Math.Abs(slot.Minimum), Math.Abs(slot.Maximum));
        return largest > 0 && double.IsFinite(largest) ? (1 / largest, 0) : (0, 0);
    }

    private static (double Scale, double Offset) MinMax(SlotStatistics slot) =>
        slot.Maximum > slot.Minimum ? (1 / (slot.Maximum - slot.Minimum), slot.Minimum) : (0, 0);

    private static (double Scale, double Offset) MeanVarianceAroundZero(SlotStatistics slot)
    {
        var meanSquare = slot.Mean * slot.Mean + slot.Variance;
        return meanSquare > Tiny * Tiny ? (1 / Math.Sqrt(meanSquare), 0) : (0, 0);
    }

    private static (double Scale, double Offset) MeanVariance(SlotStatistics slot) =>
        slot.Variance > Tiny * Tiny ? (1 / Math.Sqrt(slot.Variance), slot.Mean) : (0, 0);
}
