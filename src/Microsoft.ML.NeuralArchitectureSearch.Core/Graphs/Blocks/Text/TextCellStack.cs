namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks.Text;

/// <summary>How cells over texts are stacked: the one in the middle halves the length. Texts are short: once is enough.</summary>
internal static class TextCellStack
{
    /// <summary>Places the cells.</summary>
    /// <param name="layers">Number of cells.</param>
    /// <param name="channels">Channels of every cell.</param>
    /// <param name="stemChannels">Channels of what the first cell reads.</param>
    /// <param name="outputNodes">Number of nodes that a cell concatenates, by whether it reduces.</param>
    public static IEnumerable<CellPlacement> Place(int layers, int channels, int stemChannels, Func<bool, int> outputNodes)
    {
        var (earlier, previous, previousReduces) = (stemChannels, stemChannels, false);
        for (var layer = 0; layer < layers; layer++)
        {
            var reduces = layers > 1 && layer == layers / 2;
            yield return new(earlier, previous, channels, reduces, previousReduces);
            (earlier, previous, previousReduces) = (previous, outputNodes(reduces) * channels, reduces);
        }
    }
}
