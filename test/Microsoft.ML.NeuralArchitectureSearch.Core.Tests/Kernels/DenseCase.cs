using System.Globalization;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Kernels;

/// <summary>A convolution to test.</summary>
internal sealed record DenseCase(
    MapShape Input, int Outputs, (int Height, int Width) Kernel, (int Rows, int Columns) Stride, int Dilation = 1, int Groups = 1,
    int Images = 5)
{
    /// <summary>Sizes at which something begins or ends: single pixels, odd sizes, few and odd channels, groups, unequal sides.</summary>
    public static IEnumerable<DenseCase> Named { get; } =
    [
        new(new MapShape(1, 1, 1), 1, (1, 1), (1, 1)),
        new(new MapShape(3, 1, 1), 5, (3, 3), (1, 1)),
        new(new MapShape(2, 1, 1), 3, (7, 7), (2, 2), Dilation: 2),
        new(new MapShape(17, 7, 9), 9, (1, 1), (1, 1)),
        new(new MapShape(6, 5, 8), 9, (1, 1), (2, 2)),
        new(new MapShape(16, 8, 8), 16, (3, 3), (1, 1), Images: 17),
        new(new MapShape(3, 11, 13), 18, (3, 3), (1, 1)),
        new(new MapShape(18, 9, 6), 3, (3, 3), (1, 1)),
        new(new MapShape(32, 4, 5), 24, (3, 3), (1, 1), Groups: 2),
        new(new MapShape(16, 32, 32), 16, (3, 3), (1, 1), Images: 2),
        new(new MapShape(64, 8, 8), 64, (3, 3), (1, 1), Images: 16),
        new(new MapShape(5, 9, 7), 11, (3, 3), (2, 2)),
        new(new MapShape(8, 6, 6), 8, (3, 3), (1, 1), Dilation: 2),
        new(new MapShape(6, 7, 7), 4, (5, 5), (1, 1), Groups: 2),
        new(new MapShape(9, 12, 10), 6, (7, 7), (2, 2)),
        new(new MapShape(7, 8, 9), 5, (1, 7), (1, 2)),
        new(new MapShape(5, 8, 9), 7, (7, 1), (2, 1)),
        new(new MapShape(4, 6, 5), 4, (3, 1), (1, 1)),
        new(new MapShape(4, 6, 5), 4, (1, 3), (1, 1)),
        new(new MapShape(7, 6, 6), 7, (3, 3), (1, 1), Groups: 7),
        new(new MapShape(12, 5, 5), 12, (1, 1), (1, 1), Groups: 3),
    ];

    /// <summary>Any convolution.</summary>
    public static DenseCase Random(int seed)
    {
        int[] sides = [1, 3, 5, 7];
        var random = new Random(seed);
        var groups = random.Next(3) == 0 ? random.Next(1, 5) : 1;
        var most = groups == 1 ? 40 : 8;
        var isPlain = random.Next(2) == 0;
        return new DenseCase(
            new MapShape(groups * random.Next(1, most), random.Next(1, 14), random.Next(1, 14)),
            groups * random.Next(1, most),
            isPlain ? (3, 3) : (sides[random.Next(4)], sides[random.Next(4)]),
            isPlain ? (1, 1) : (random.Next(1, 3), random.Next(1, 3)),
            isPlain ? 1 : random.Next(1, 3),
            groups,
            random.Next(1, 20));
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Images} of {Input.Channels}x{Input.Height}x{Input.Width} to {Outputs}, {Kernel.Height}x{Kernel.Width} stride "
        + $"{Stride.Rows},{Stride.Columns} dilation {Dilation} groups {Groups}");
}
