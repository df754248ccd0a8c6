using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces.Macro;

namespace Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

/// <summary>The macro spaces of the literature.</summary>
public static class MacroSpaces
{
    /// <summary>The 6,561 networks of NAS-Bench-Macro for CIFAR-10: eight layers.</summary>
    /// <remarks>
    /// Su et al. (2021), arXiv:2103.11922. Token 0 is the identity, 1 <c>mb3_k3</c>, 2 <c>mb6_k5</c>: the digits of its table.
    /// </remarks>
    public static MacroSpace NasBenchMacro { get; } = CreateNasBenchMacro();

    /// <summary>The space of ProxylessNAS for ImageNet at the widths of its network for phones.</summary>
    /// <remarks>Cai et al. (2019), arXiv:1812.00332, section 4.2.</remarks>
    public static MacroSpace ProxylessNas { get; } = ProxylessNasOf(32, [16, 32, 40, 80, 96, 192, 320], 1280);

    /// <summary>The space of FBNet for images of 32x32, such as CIFAR-100's: 22 layers.</summary>
    /// <remarks>
    /// Wu et al. (2019), arXiv:1812.03443, tables 1 and 2; the strides are those of Li et al., "HW-NAS-Bench" (2021), arXiv:2103.10584.
    /// Tokens 0 to
    /// 8 are the operations of its tables.
    /// </remarks>
    public static MacroSpace FBNet { get; } = CreateFBNet();

    /// <summary>The space of ProxylessNAS at other widths.</summary>
    /// <param name="stemChannels">Channels of the first convolution.</param>
    /// <param name="widths">Channels of the seven stages; the first has one fixed block.</param>
    /// <param name="headChannels">Channels of the last convolution.</param>
    /// <returns>The space.</returns>
    /// <exception cref="ArgumentException">
    /// There is another number of widths than seven, or a number of channels is zero or negative.
    /// </exception>
    public static MacroSpace ProxylessNasOf(int stemChannels, ImmutableArray<int> widths, int headChannels)
    {
        ImmutableArray<(int Layers, int Stride)> depths = [(4, 2), (4, 2), (4, 2), (4, 1), (4, 2), (1, 1)];
        if (widths.IsDefault || widths.Length != depths.Length + 1)
        {
            throw new ArgumentException(
                $"The space has {depths.Length + 1} stages; found {(widths.IsDefault ? 0 : widths.Length)} widths.", nameof(widths));
        }

        ImmutableArray<MacroBlock> choices =
        [
            .. from expansion in (int[])[3, 6] from kernel in (int[])[3, 5, 7] select new InvertedResidualBlock(kernel, expansion),
            new SkipBlock(),
        ];
        var stages = depths.Zip(widths[1..], (depth, width) => new MacroStage(width, depth.Layers, depth.Stride, choices));
        return new(stemChannels, [new MacroStage(widths[0], 1, 1, [new InvertedResidualBlock(3, 1)]), .. stages], headChannels)
        {
            StemStride = 2
        };
    }

    private static MacroSpace CreateNasBenchMacro()
    {
        ImmutableArray<MacroBlock> choices = [new IdentityBlock(), new InvertedResidualBlock(3, 3), new InvertedResidualBlock(5, 6)];
        return new(32, [new(64, 2, 2, choices), new(128, 3, 2, choices), new(256, 3, 2, choices)], 1280);
    }

    private static MacroSpace CreateFBNet()
    {
        ImmutableArray<MacroBlock> choices =
        [
            .. from kernel in (int[])[3, 5]
               from form in ((int Expansion, int Groups)[])[(1, 1), (1, 2), (3, 1), (6, 1)]
               select new InvertedResidualBlock(kernel, form.Expansion) { Groups = form.Groups, AlwaysExpands = true },
            new IdentityBlock { IsActivated = true },
        ];
        ImmutableArray<(int Width, int Layers, int Stride)> stages =
            [(16, 1, 1), (24, 4, 1), (32, 4, 2), (64, 4, 2), (112, 4, 1), (184, 4, 2), (352, 1, 1)];
        return new(16, [.. stages.Select(stage => new MacroStage(stage.Width, stage.Layers, stage.Stride, choices))], 1504);
    }
}
