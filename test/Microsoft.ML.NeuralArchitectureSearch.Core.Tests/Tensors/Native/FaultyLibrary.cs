using Microsoft.ML.NeuralArchitectureSearch.Tensors.Native;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Tensors.Native;

/// <summary>Convolutions as they should be, until a fault is put into them.</summary>
/// <param name="spoil">The fault.</param>
internal sealed class FaultyLibrary(Action<ConvolutionSample, ConvolutionValues<float>> spoil) : IConvolutionLibrary
{
    /// <summary>Whether the processor is one that oneDNN is known to be wrong on.</summary>
    public bool IsKnown { get; init; }

    /// <summary>Whether the fault is gone once instructions are limited.</summary>
    public bool LimitHelps { get; init; }

    /// <summary>Whether the fault is gone once oneDNN is switched off.</summary>
    public bool SwitchingOffHelps { get; init; } = true;

    public bool IsLimited { get; private set; }

    public bool IsOff { get; private set; }

    public bool Limit() => IsLimited = IsKnown;

    public void SwitchOff() => IsOff = true;

    public ConvolutionValues<float> Compute(ConvolutionSample sample)
    {
        var right = sample.Expected();
        var values = new ConvolutionValues<float>(Floats(right.Output), Floats(right.InputGradient), Floats(right.WeightGradient));
        if (!(IsLimited && LimitHelps) && !(IsOff && SwitchingOffHelps))
        {
            spoil(sample, values);
        }

        return values;
    }

    private static float[] Floats(double[] values) => Array.ConvertAll(values, value => (float)value);
}
