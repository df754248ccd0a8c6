using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.SearchSpaces.Macro;

/// <summary>One layer of a macro space.</summary>
/// <param name="Channels">Channels that it gives.</param>
/// <param name="Stride">Height and width shrink by this factor.</param>
/// <param name="ChangesSize">Whether it gives another number of channels or another size than it reads.</param>
/// <param name="Choices">The candidates of its stage.</param>
internal readonly record struct MacroLayer(int Channels, int Stride, bool ChangesSize, ImmutableArray<MacroBlock> Choices)
{
    /// <summary>The layers of all stages, in order.</summary>
    public static IEnumerable<MacroLayer> Of(int stemChannels, ImmutableArray<MacroStage> stages)
    {
        var channels = stemChannels;
        foreach (var stage in stages)
        {
            for (var layer = 0; layer < stage.Layers; layer++)
            {
                var stride = layer == 0 ? stage.Stride : 1;
                yield return new(stage.Channels, stride, stride > 1 || stage.Channels != channels, stage.Choices);
                channels = stage.Channels;
            }
        }
    }
}
