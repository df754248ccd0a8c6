using Microsoft.ML.NeuralArchitectureSearch.Batching;
using NUnit.Framework;
using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Batching;

public sealed class AugmentationTests
{
    private const int Count = 40;
    private const int Height = 3;
    private const int Width = 4;

    private DisposeScope _scope = null!;

    [SetUp]
    public void OpenScope() => _scope = NewDisposeScope();

    [TearDown]
    public void CloseScope() => _scope.Dispose();

    [Test]
    public void Without_augmentation_the_images_are_returned_as_they_are()
    {
        var images = Images();

        Assert.That(Augmentation.Apply(ImageAugmentation.None, images, new Random(1)), Is.SameAs(images));
    }

    [Test]
    public void A_crop_is_a_window_of_the_image_in_a_border_of_zeros()
    {
        var images = Images();

        var cropped = Pixels(Augmentation.Apply(new ImageAugmentation { CropPadding = 1 }, images, new Random(1)));

        var windows = new HashSet<(int, int)>();
        for (var image = 0; image < Count; image++)
        {
            windows.Add(FindWindow(Pixels(images)[image], cropped[image], border: 1));
        }

        Assert.That(windows, Has.Count.EqualTo(9));
    }

    [Test]
    public void About_half_of_the_images_are_mirrored_and_the_others_stay()
    {
        var images = Images();

        var flipped = Pixels(Augmentation.Apply(new ImageAugmentation { HorizontalFlip = true }, images, new Random(1)));

        var original = Pixels(images);
        var mirrored = Pixels(images.flip(3));
        var count = 0;
        for (var image = 0; image < Count; image++)
        {
            Assert.That(flipped[image], Is.EqualTo(original[image]).Or.EqualTo(mirrored[image]));
            count += flipped[image].SequenceEqual(mirrored[image]) ? 1 : 0;
        }

        Assert.That(count, Is.InRange(10, 30));
    }

    [Test]
    public void A_cut_out_is_a_square_of_zeros_in_all_channels_at_the_same_place()
    {
        var cut = Augmentation.Apply(new ImageAugmentation { CutoutLength = 2 }, Images(), new Random(1));

        var zero = cut.eq(0); // [N, C, H, W]
        Assert.That(zero.select(1, 0).eq(zero.select(1, 1)).all().item<bool>(), Is.True);
        var sizes = zero.select(1, 0).reshape(Count, -1).sum(1).data<long>().ToArray();
        Assert.That(sizes, Is.All.AnyOf(1L, 2L, 4L)); // at a corner, at a side, inside
        Assert.That(sizes.Distinct().Count(), Is.EqualTo(3));
    }

    [Test]
    public void Everything_together_keeps_the_size_and_the_given_images()
    {
        var images = Images();
        var before = Pixels(images);
        var all = new ImageAugmentation { CropPadding = 1, HorizontalFlip = true, CutoutLength = 2 };

        var varied = Augmentation.Apply(all, images, new Random(1));

        Assert.That(varied.shape, Is.EqualTo(images.shape));
        Assert.That(varied.dtype, Is.EqualTo(images.dtype));
        Assert.That(Pixels(images), Is.EqualTo(before));
    }

    [Test]
    public void The_same_seed_varies_the_same_way()
    {
        var images = Images();
        var all = new ImageAugmentation { CropPadding = 1, HorizontalFlip = true, CutoutLength = 2 };

        var first = Pixels(Augmentation.Apply(all, images, new Random(7)));

        Assert.That(Pixels(Augmentation.Apply(all, images, new Random(7))), Is.EqualTo(first));
        Assert.That(Pixels(Augmentation.Apply(all, images, new Random(8))), Is.Not.EqualTo(first));
    }

    [Test]
    public void Only_the_varied_images_stay_in_the_scope()
    {
        var images = Images();
        using var scope = NewDisposeScope();

        Augmentation.Apply(ImageAugmentation.Cifar10, images, new Random(1));

        Assert.That(scope.DisposablesCount, Is.EqualTo(1));
    }

    // No pixel is zero and no two of an image are alike.
    private static Tensor Images() =>
        arange(1, (Count * 2 * Height * Width) + 1).to(ScalarType.Float32).reshape(Count, 2, Height, Width);

    private static float[][] Pixels(Tensor images) =>
        [.. images.reshape(Count, -1).contiguous().data<float>().ToArray().Chunk(2 * Height * Width)];

    private static (int Row, int Column) FindWindow(float[] image, float[] crop, int border)
    {
        for (var row = -border; row <= border; row++)
        {
            for (var column = -border; column <= border; column++)
            {
                if (Window(image, row, column).SequenceEqual(crop))
                {
                    return (row, column);
                }
            }
        }

        throw new AssertionException("The crop is no window of the image.");
    }

    private static IEnumerable<float> Window(float[] image, int row, int column) =>
        from channel in Enumerable.Range(0, 2)
        from y in Enumerable.Range(row, Height)
        from x in Enumerable.Range(column, Width)
        select y is >= 0 and < Height && x is >= 0 and < Width ? image[(((channel * Height) + y) * Width) + x] : 0f;
}
