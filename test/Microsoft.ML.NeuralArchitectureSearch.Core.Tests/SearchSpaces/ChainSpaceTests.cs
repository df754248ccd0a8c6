using System.Numerics;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes.Chains;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.SearchSpaces;

public sealed class ChainSpaceTests : SearchSpaceContract
{
    private static readonly MapShape Images = new(3, 32, 32);

    protected override ISearchSpace Create() =>
        new ChainSpace(
            Images, new()
            {
                MaximumLayers = 4,
                Kernels = [3],
                Widths = [8],
                PoolingKernels = [2],
                DenseWidths = [16],
                LargestDenseInput = 16
            });

    protected override IEnumerable<Architecture> Strangers() =>
    [
        PublishedGenotypes.DartsV2,
        new Chain(new ChainDense(16)),
        new Chain(new ChainConvolution(8, 5, 1)),
        new Chain(new ChainConvolution(9, 3, 1)),
        new Chain(new ChainPooling(2, 1)),
        new Chain([.. Enumerable.Repeat(new ChainConvolution(8, 3, 1), 5)]),
        new Chain([.. Enumerable.Repeat(new ChainPooling(2, 2), 4), new ChainDense(16)]),
    ];

    [Test]
    public void A_chain_has_the_counts_of_its_layers()
    {
        var chain = new Chain(new ChainConvolution(8, 3, 2), new ChainPooling(2, 2), new ChainDense(16));

        var graph = ((ChainSpace)Create()).Describe(chain, new NetworkSize(Images, 10));

        // 3x3 kernels from 3 to 8 channels, scale and shift; 8 channels of 8x8 pixels to 16; 16 to 10 classes.
        Assert.That(graph.ParameterCount, Is.EqualTo((27 * 8) + 16 + (((8 * 64) + 1) * 16) + (17 * 10)));
        Assert.That(graph.MultiplyAdds, Is.EqualTo((27 * 8 * 16 * 16) + (8 * 64 * 16) + 160));
    }

    [Test]
    public void Only_what_fits_the_feature_map_may_follow()
    {
        var space = new ChainSpace(new(1, 4, 4), new() { Widths = [8], Strides = [1], DenseWidths = [16], LargestDenseInput = 2 });

        // 1: 1x1, 2: 3x3, 3: 5x5, 4: 2x2 pooling, 5: 3x3 pooling, 6: dense.
        Assert.That(space.Allowed([]), Is.EqualTo(new[] { 1, 2, 4, 5 }));
        Assert.That(space.Allowed([4]), Is.EqualTo(new[] { 0, 1, 4, 6 }));
        Assert.That(space.Allowed([4, 6]), Is.EqualTo(new[] { 0, 6 }));
        Assert.That(space.Allowed([4, 0]), Is.EqualTo(new[] { 0 }));
    }

    [Test]
    public void Chains_of_every_length_are_counted()
    {
        // One layer to choose from at every place: as many chains as lengths.
        Assert.That(Dense(layers: 5, widths: [16]).Count, Is.EqualTo((BigInteger)5));
        Assert.That(Dense(layers: 3, widths: [16, 32]).Count, Is.EqualTo((BigInteger)(2 + 4 + 8)));
    }

    [Test]
    public void A_space_in_which_no_layer_fits_is_refused() =>
        Assert.That(
            () => new ChainSpace(new(1, 2, 2), new() { Kernels = [3], PoolingKernels = [], DenseWidths = [] }),
            Throws.ArgumentException.With.Property("ParamName").EqualTo("choices").And.Message.Contains("no architecture"));

    [Test]
    public void Images_have_pixels() =>
        Assert.That(() => new ChainSpace(new(3, 0, 32)), Throws.ArgumentException.With.Property("ParamName").EqualTo("shape"));

    [Test]
    public void Choices_are_distinct_and_positive_and_kernels_odd()
    {
        Assert.That(() => new ChainChoices { Kernels = [2] }, Throws.ArgumentException.With.Property("ParamName").EqualTo("Kernels"));
        Assert.That(() => new ChainChoices { Widths = [8, 8] }, Throws.ArgumentException.With.Property("ParamName").EqualTo("Widths"));
        Assert.That(() => new ChainChoices { Strides = [0] }, Throws.ArgumentException.With.Property("ParamName").EqualTo("Strides"));
        Assert.That(
            () => new ChainChoices { DenseWidths = default },
            Throws.ArgumentException.With.Property("ParamName").EqualTo("DenseWidths"));
        Assert.That(() => new ChainChoices { MaximumLayers = 0 }, Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Spaces_for_other_images_or_choices_are_not_equal()
    {
        Assert.That(new ChainSpace(Images), Is.Not.EqualTo(new ChainSpace(new(1, 32, 32))));
        Assert.That(new ChainSpace(Images), Is.Not.EqualTo(new ChainSpace(Images, new() { DenseWidths = [] })));
        Assert.That(new ChainSpace(Images), Is.EqualTo(new ChainSpace(Images, new())));
    }

    private static ChainSpace Dense(int layers, int[] widths) =>
        new(new(1, 4, 4), new() { MaximumLayers = layers, Kernels = [], PoolingKernels = [], DenseWidths = [.. widths] });
}
