namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks;

/// <summary>
/// How cells are stacked to a network: those at one third and at two thirds of the depth halve the feature maps and double the channels.
/// </summary>
/// <remarks>Liu et al., "DARTS: Differentiable Architecture Search" (2019), arXiv:1806.09055, section 2.1 and appendix A.</remarks>
internal static class CellStack
{
    /// <summary>Places the cells.</summary>
    /// <param name="layers">Number of cells.</param>
    /// <param name="channels">Channels of the first cells.</param>
    /// <param name="stemChannels">Channels of what the first cell reads.</param>
    /// <param name="stemReduces">Whether the first of the stem's two outputs is twice as high and wide as the second.</param>
    /// <param name="outputNodes">Number of nodes that a cell concatenates, by whether it reduces.</param>
    public static IEnumerable<CellPlacement> Place(
        int layers, int channels, int stemChannels, bool stemReduces, Func<bool, int> outputNodes)
    {
        var (earlier, previous, previousReduces) = (stemChannels, stemChannels, stemReduces);
        for (var layer = 0; layer < layers; layer++)
        {
            var reduces = Reduces(layer, layers);
            channels *= reduces ? 2 : 1;
            yield return new(earlier, previous, channels, reduces, previousReduces);
            (earlier, previous, previousReduces) = (previous, outputNodes(reduces) * channels, reduces);
        }
    }

    /// <summary>Whether the cell halves the feature maps.</summary>
    public static bool Reduces(int layer, int layers) => layer == layers / 3 || layer == AuxiliaryLayer(layers);

    /// <summary>The cell that an auxiliary head reads.</summary>
    public static int AuxiliaryLayer(int layers) => 2 * layers / 3;

    /// <summary>Height or width behind the last cell.</summary>
    public static int FinalSize(int size, int layers, NetworkStem stem) => size / Divisor(layers, stem);

    /// <summary>Refuses images that the stem and the reductions cannot halve without a remainder.</summary>
    public static void CheckSize(MapShape shape, int layers, NetworkStem stem, string parameter)
    {
        if (shape.Channels <= 0)
        {
            throw new ArgumentException($"An image has at least one channel; found {shape}.", parameter);
        }

        var divisor = Divisor(layers, stem);
        if (shape.Height <= 0 || shape.Width <= 0 || shape.Height % divisor != 0 || shape.Width % divisor != 0)
        {
            throw new ArgumentException(
                $"A network of {layers} {(layers == 1 ? "cell" : "cells")} needs images whose height and width are multiples of {divisor}; "
                + $"found {shape} (channels, height, width). Resize or pad the images.",
                parameter);
        }
    }

    private static int Divisor(int layers, NetworkStem stem)
    {
        // A single cell stands at both places and halves once.
        var reductions = layers == 1 ? 2 : 4;
        return stem == NetworkStem.EighthSize ? 8 * reductions : reductions;
    }
}
