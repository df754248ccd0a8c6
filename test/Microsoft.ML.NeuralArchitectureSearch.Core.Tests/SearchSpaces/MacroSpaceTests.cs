using System.Numerics;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces.Macro;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.SearchSpaces;

public sealed class MacroSpaceTests : SearchSpaceContract
{
    protected override ISearchSpace Create() =>
        new MacroSpace(
            8,
            [
                new(8, 2, 1, [new SkipBlock(), new InvertedResidualBlock(3, 3)]),
                new(16, 3, 2, [new InvertedResidualBlock(3, 1), new InvertedResidualBlock(5, 6), new SkipBlock()]),
            ],
            32);

    protected override IEnumerable<Architecture> Strangers() =>
    [
        PublishedGenotypes.DartsV2,
        new MacroArchitecture("skip", "skip", "mb1_k3", "mb1_k3"),
        new MacroArchitecture("skip", "skip", "skip", "mb1_k3", "mb1_k3"),
        new MacroArchitecture("mb1_k3", "skip", "mb1_k3", "mb1_k3", "mb1_k3"),
        new MacroArchitecture("skip", "skip", "magic", "mb1_k3", "mb1_k3"),
    ];

    [Test]
    public void A_layer_counts_the_blocks_that_can_stand_there() =>
        Assert.That(((MacroSpace)Create()).Count, Is.EqualTo((BigInteger)(2 * 2 * 2 * 3 * 3)));

    [Test]
    public void The_smallest_network_skips_what_it_can() =>
        Assert.That(((MacroSpace)Create()).Smallest, Is.EqualTo(new MacroArchitecture("skip", "skip", "mb1_k3", "skip", "skip")));

    [Test]
    public void Widths_follow_the_channels_that_are_asked_for()
    {
        var space = (MacroSpace)Create();
        var architecture = space.Sample(new Random(1));
        var size = NetworkSize with { Channels = null };

        Assert.That(space.Describe(architecture, size with { Channels = 8 }), Is.EqualTo(space.Describe(architecture, size)));
        Assert.That(
            space.Describe(architecture, size with { Channels = 4 }).ParameterCount, Is.LessThan(
                space.Describe(architecture, size).ParameterCount));
    }

    [Test]
    public void A_skipped_layer_leaves_no_layers_and_the_others_keep_their_keys()
    {
        var space = (MacroSpace)Create();
        var with = Keys(space, "mb3_k3", "skip", "mb1_k3", "skip", "mb6_k5");
        var without = Keys(space, "skip", "skip", "mb1_k3", "skip", "mb6_k5");

        Assert.That(with.Except(without), Is.Not.Empty.And.All.StartsWith("layers.0.mb3_k3."));
        Assert.That(without.Except(with), Is.Empty);
    }

    [Test]
    public void A_space_without_an_architecture_is_refused() =>
        Assert.That(
            () => new MacroSpace(8, [new(16, 1, 1, [new SkipBlock()])], 32),
            Throws.ArgumentException.With.Property("ParamName").EqualTo("stages").And.Message.Contains("no architecture"));

    [Test]
    public void Stages_and_their_candidates_are_checked()
    {
        Assert.That(() => new MacroSpace(8, [], 32), Throws.ArgumentException.With.Property("ParamName").EqualTo("stages"));
        Assert.That(() => new MacroSpace(0, [new(8, 1, 1, [new SkipBlock()])], 32), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => new MacroStage(8, 1, 1, []), Throws.ArgumentException.With.Property("ParamName").EqualTo("Choices"));
        Assert.That(
            () => new MacroStage(8, 1, 1, [new SkipBlock(), new SkipBlock()]),
            Throws.ArgumentException.With.Property("ParamName").EqualTo("Choices"));
        Assert.That(() => new MacroStage(8, 0, 1, [new SkipBlock()]), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => new InvertedResidualBlock(2, 3), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => new InvertedResidualBlock(3, 0), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(
            () => new MacroSpace(8, [new(8, 1, 1, [new IdentityBlock()]), new(8, 1, 1, [new IdentityBlock { IsActivated = true }])], 32),
            Throws.ArgumentException.With.Message.Contains("'identity'"));
    }

    private string[] Keys(MacroSpace space, params string[] blocks) =>
        [.. space.Describe(new MacroArchitecture([.. blocks]), NetworkSize).Nodes.Select(node => node.Key)];
}
