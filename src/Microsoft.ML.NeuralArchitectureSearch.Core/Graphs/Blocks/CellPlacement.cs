namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks;

/// <summary>Where one cell stands in a network.</summary>
/// <param name="EarlierChannels">Channels of the cell before the previous one.</param>
/// <param name="PreviousChannels">Channels of the previous cell.</param>
/// <param name="Channels">Channels of every node of this cell.</param>
/// <param name="Reduces">Whether this cell halves height and width.</param>
/// <param name="PreviousReduces">
/// Whether the previous cell does, so that the earlier output is twice as high and wide as the previous one.
/// </param>
internal readonly record struct CellPlacement(
    int EarlierChannels, int PreviousChannels, int Channels, bool Reduces, bool PreviousReduces);
