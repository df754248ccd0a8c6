using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Graphs;

public sealed class CellNetworkChecksTests
{
    private static readonly CellNetworkOptions Options = new() { Channels = 4, Cells = 5 };

    [Test]
    public void What_can_be_built_passes() =>
        Assert.That(() => CellNetworkGraph.Check(PublishedGenotypes.DartsV2, Options, new(1, 28, 28)), Throws.Nothing);

    [Test]
    public void An_unknown_operation_is_refused_by_name()
    {
        var cell = new CellGenotype([new Edge(0, "sep_conv_11x11")]);

        AssertRefused(new Genotype(PublishedGenotypes.DartsV2.Normal, cell), Options, new(3, 32, 32), "genotype", "'sep_conv_11x11'");
    }

    [TestCase(30, 32)]
    [TestCase(32, 6)]
    [TestCase(0, 32)]
    public void Sizes_that_two_reductions_cannot_halve_are_refused(int height, int width) =>
        AssertRefused(PublishedGenotypes.DartsV2, Options, new(3, height, width), "shape", $"3x{height}x{width}");

    [Test]
    public void An_image_without_channels_is_refused() =>
        AssertRefused(PublishedGenotypes.DartsV2, Options, new(0, 32, 32), "shape", "at least one channel");

    [TestCase(28)]
    [TestCase(44)]
    public void Images_that_do_not_suit_the_auxiliary_head_are_refused(int size) =>
        AssertRefused(PublishedGenotypes.DartsV2, Options with { AuxiliaryHead = true }, new(3, size, size), "shape", "8 to 10 pixels");

    [Test]
    public void Options_that_were_not_scaled_are_refused() =>
        AssertRefused(PublishedGenotypes.DartsV2, new CellNetworkOptions(), new(3, 32, 32), "options", "ScaledTo");

    [Test]
    public void The_stem_for_ImageNet_needs_an_even_number_of_channels() =>
        AssertRefused(
            PublishedGenotypes
                .DartsV2, Options with { Channels = 5, Stem = NetworkStem.EighthSize }, new(3, 224, 224), "options", "found 5");

    private static void AssertRefused(Genotype genotype, CellNetworkOptions options, MapShape shape, string parameter, string message) =>
        Assert.That(
            () => CellNetworkGraph.Check(genotype, options, shape),
            Throws.ArgumentException.With.Property("ParamName").EqualTo(parameter).And.Message.Contains(message));
}
