namespace Microsoft.ML.NeuralArchitectureSearch;

/// <content>Bounds of sizes: beyond them no machine builds a network, and products overflow.</content>
internal static partial class Checked
{
    /// <summary>Most channels, hidden units, values of an embedding and steps of a text: products of two stay below 2^32.</summary>
    public const int MostSize = 65_536;

    /// <summary>Most layers and other parts that are built one by one.</summary>
    public const int MostCount = 10_000;

    /// <summary>Most nodes of a cell, whose edges are their square.</summary>
    public const int MostNodes = 100;

    /// <summary>Most candidates that a proposer holds at once.</summary>
    public const int MostCandidates = 1_000_000;

    /// <summary>Most threads of the fused kernels.</summary>
    public const int MostThreads = 1_024;

    /// <exception cref="ArgumentOutOfRangeException">The value is not between the least and the most, both allowed.</exception>
    public static int Within(int least, int most, int value, string option) => value >= least && value <= most
        ? value
        : throw new ArgumentOutOfRangeException(option, value, $"Allowed are {least} to {most}.");

    /// <exception cref="ArgumentOutOfRangeException">
    /// There is a value, and it is not between the least and the most, both allowed.
    /// </exception>
    public static int? Within(int least, int most, int? value, string option) =>
        value is { } number ? Within(least, most, number, option) : null;
}
