using Microsoft.ML.NeuralArchitectureSearch.Tensors.Native;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Tensors.Native;

/// <summary>What the log says of convolutions.</summary>
public sealed class TorchRuntimeTests
{
    [TestCase(ConvolutionPath.LimitedOneDnn, "SSE4.1")]
    [TestCase(ConvolutionPath.WithoutOneDnn, "switched off")]
    public void Another_way_of_computing_is_a_warning_once_and_then_information(object path, string what)
    {
        var (warnings, lines) = Report((ConvolutionPath)path, times: 3);

        Assert.That(warnings, Has.Count.EqualTo(1).And.One.Contains("oneDNN").And.One.Contains(what));
        Assert.That(lines, Is.EqualTo(new[] { warnings[0], warnings[0] }));
    }

    [Test]
    public void Right_convolutions_are_information_once()
    {
        var (warnings, lines) = Report(ConvolutionPath.Default, times: 3);

        Assert.That(warnings, Is.Empty);
        Assert.That(lines, Has.Count.EqualTo(1).And.One.Contains("right"));
    }

    private static (List<string> Warnings, List<string> Lines) Report(ConvolutionPath path, int times)
    {
        var (warnings, lines, isTold) = (new List<string>(), new List<string>(), 0);
        for (var time = 0; time < times; time++)
        {
            TorchRuntime.Report(path, ref isTold, warnings.Add, lines.Add);
        }

        return (warnings, lines);
    }
}
