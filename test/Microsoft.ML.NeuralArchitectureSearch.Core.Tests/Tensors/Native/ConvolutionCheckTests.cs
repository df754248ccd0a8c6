using Microsoft.ML.NeuralArchitectureSearch.Tensors.Native;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Tensors.Native;

public sealed class ConvolutionCheckTests
{
    [Test]
    public void Right_convolutions_stay_as_they_are()
    {
        var library = new FaultyLibrary((_, _) => { });

        Assert.That(ConvolutionCheck.Run(library), Is.EqualTo(ConvolutionPath.Default));
        Assert.That(library.IsOff, Is.False);
    }

    [Test]
    public void One_wrong_value_of_one_sample_is_enough(
        [Values("output", "input", "weight")] string part,
        [Values(0.05f, float.NaN)] float error)
    {
        var library = new FaultyLibrary((sample, values) =>
        {
            var spoilt = part switch { "output" => values.Output, "input" => values.InputGradient, _ => values.WeightGradient };
            if (sample == ConvolutionCheck.Samples[^1])
            {
                spoilt[^1] += error * spoilt.Max(Math.Abs);
            }
        });

        Assert.That(ConvolutionCheck.Run(library), Is.EqualTo(ConvolutionPath.WithoutOneDnn));
        Assert.That(library.IsOff);
    }

    [Test]
    public void Rounding_is_not_a_fault()
    {
        var library = new FaultyLibrary((_, values) => values.Output[0] += 1e-3f * values.Output.Max(Math.Abs));

        Assert.That(ConvolutionCheck.Run(library), Is.EqualTo(ConvolutionPath.Default));
    }

    [Test]
    public void Limited_instructions_suffice_where_they_help()
    {
        var library = new FaultyLibrary(Spoil) { IsKnown = true, LimitHelps = true };

        Assert.That(ConvolutionCheck.Run(library), Is.EqualTo(ConvolutionPath.LimitedOneDnn));
        Assert.That(library.IsOff, Is.False);
    }

    /// <summary>oneDNN reads the limit once: it comes too late where the program computed convolutions before.</summary>
    [Test]
    public void OneDNN_is_switched_off_where_a_limit_comes_too_late()
    {
        var library = new FaultyLibrary(Spoil) { IsKnown = true, LimitHelps = false };

        Assert.That(ConvolutionCheck.Run(library), Is.EqualTo(ConvolutionPath.WithoutOneDnn));
    }

    [Test]
    public void Convolutions_that_stay_wrong_are_refused()
    {
        var library = new FaultyLibrary(Spoil) { SwitchingOffHelps = false };

        Assert.That(() => ConvolutionCheck.Run(library), Throws.TypeOf<PlatformNotSupportedException>().With.Message.Contains("wrongly"));
    }

    [TestCaseSource(typeof(ConvolutionCheck), nameof(ConvolutionCheck.Samples))]
    public void Convolutions_of_this_process_are_right(object sample) =>
        Assert.That(ConvolutionCheck.IsRight(new OneDnn(), (ConvolutionSample)sample));

    private static void Spoil(ConvolutionSample sample, ConvolutionValues<float> values) => values.InputGradient[0] = float.NaN;
}
