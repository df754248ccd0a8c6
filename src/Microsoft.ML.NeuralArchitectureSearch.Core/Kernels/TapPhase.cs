namespace Microsoft.ML.NeuralArchitectureSearch.Kernels;

/// <summary>The taps of a filter for those target pixels that see the same ones, with the addresses worked out.</summary>
/// <remarks>
/// target(r · step + row, c · step + column) = Σ weight · source(r · stride + tap row, c · stride + tap column). A convolution is one
/// phase; the
/// gradient of a convolution at stride s by its input is s² phases, one for each remainder of row and column. Distances are in pixels.
/// </remarks>
internal sealed class TapPhase
{
    private readonly int[] _firstTap;
    private readonly int[] _endTap;

    /// <param name="taps">The taps, ordered by row.</param>
    /// <param name="source">How the source lies in memory.</param>
    /// <param name="sourceStep">Pixels between what neighbouring targets read.</param>
    /// <param name="target">Where the targets lie.</param>
    public TapPhase(IReadOnlyList<Tap> taps, PaddedPlane source, int sourceStep, TargetGrid target)
        : this(taps, source, sourceStep, sourceStep, target)
    {
    }

    /// <param name="taps">The taps, ordered by row.</param>
    /// <param name="source">How the source lies in memory.</param>
    /// <param name="rowStep">Rows between what targets in neighbouring rows read.</param>
    /// <param name="sourceStep">Pixels between what neighbouring targets of a row read.</param>
    /// <param name="target">Where the targets lie.</param>
    public TapPhase(IReadOnlyList<Tap> taps, PaddedPlane source, int rowStep, int sourceStep, TargetGrid target)
    {
        Target = target;
        SourceStep = sourceStep;
        SourceRowStep = rowStep * source.RowPitch;
        Offsets = [.. taps.Select(tap => (tap.Row * source.RowPitch) + tap.Column + source.Margin)];
        Weights = [.. taps.Select(tap => tap.Weight)];
        var valid = Enumerable.Range(0, target.Rows).Select(row => Valid(taps, row * rowStep, source.Height)).ToArray();
        _firstTap = [.. valid.Select(range => range.First)];
        _endTap = [.. valid.Select(range => range.End)];
    }

    public TargetGrid Target { get; }

    /// <summary>Pixels between what neighbouring targets of a row read.</summary>
    public int SourceStep { get; }

    /// <summary>Pixels between what targets in neighbouring rows read.</summary>
    public int SourceRowStep { get; }

    /// <summary>For each tap the distance from the first pixel of the source row that a target row stands on.</summary>
    public int[] Offsets { get; }

    /// <summary>For each tap the index of its weight.</summary>
    public int[] Weights { get; }

    /// <summary>The taps of a target row that lie within the source.</summary>
    public (int First, int End) Taps(int row) => (_firstTap[row], _endTap[row]);

    private static (int First, int End) Valid(IReadOnlyList<Tap> taps, int row, int height)
    {
        var first = taps.TakeWhile(tap => row + tap.Row < 0).Count();
        return (first, first + taps.Skip(first).TakeWhile(tap => row + tap.Row < height).Count());
    }
}
