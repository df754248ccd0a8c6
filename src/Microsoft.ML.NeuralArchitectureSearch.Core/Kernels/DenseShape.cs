using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels;

/// <summary>A convolution that mixes the channels of each group: the sizes and taps of its forward pass and of its gradients.</summary>
internal sealed class DenseShape
{
    private const int StripFloats = 64 * 1024;
    private const int Lanes = 16;

    /// <param name="input">Size of the input.</param>
    /// <param name="outputs">Channels of the output, a multiple of <paramref name="groups"/>.</param>
    /// <param name="kernel">Height and width of the filters, odd.</param>
    /// <param name="stride">Rows and columns between neighbouring windows.</param>
    /// <param name="dilation">Pixels between neighbouring taps.</param>
    /// <param name="groups">Groups of channels that are convolved separately.</param>
    public DenseShape(
        MapShape input, int outputs, (int Height, int Width) kernel, (int Rows, int Columns) stride, int dilation = 1, int groups = 1)
    {
        (InputShape, Kernel, Stride, Dilation, Groups) = (input, kernel, stride, dilation, groups);
        Output = new MapShape(outputs, (input.Height + stride.Rows - 1) / stride.Rows, (input.Width + stride.Columns - 1) / stride.Columns);
        var (above, left) = (kernel.Height / 2 * dilation, kernel.Width / 2 * dilation);
        Tap[] taps = [.. from row in Enumerable.Range(0, kernel.Height)
                         from column in Enumerable.Range(0, kernel.Width)
                         select new Tap((row * dilation) - above, (column * dilation) - left, (row * kernel.Width) + column)];
        Winograd = WinogradShape.Suits(this) ? new WinogradShape(this) : null;
        Input = new PaddedPlane(input.Height, input.Width, Winograd?.Margin(input.Width) ?? left);
        OutputGradient = new PaddedPlane(Output.Height, Output.Width, Winograd?.Margin(Output.Width) ?? left);
        Strips = [.. RowRange.Cut(Output.Height, Winograd?.StripRows * WinogradShape.Tile ?? DirectRows())];
        var targets = new TargetGrid(Output.Height, Output.Width, Start: 0, Output.Width, Step: 1);
        Forward = new TapPhase(taps, Input, stride.Rows, stride.Columns, targets);
        Backward = [.. from row in Enumerable.Range(0, Math.Min(stride.Rows, input.Height))
                       from column in Enumerable.Range(0, Math.Min(stride.Columns, input.Width))
                       select Gradient(taps, row, column)];
    }

    /// <summary>Size of the input.</summary>
    public MapShape InputShape { get; }

    /// <summary>Size of the output.</summary>
    public MapShape Output { get; }

    /// <summary>Height and width of the filters.</summary>
    public (int Height, int Width) Kernel { get; }

    /// <summary>Rows and columns between neighbouring windows.</summary>
    public (int Rows, int Columns) Stride { get; }

    /// <summary>Pixels between neighbouring taps.</summary>
    public int Dilation { get; }

    /// <summary>Groups of channels that are convolved separately.</summary>
    public int Groups { get; }

    /// <summary>Taps of a filter.</summary>
    public int Taps => Kernel.Height * Kernel.Width;

    /// <summary>Input channels of a group.</summary>
    public int GroupInputs => InputShape.Channels / Groups;

    /// <summary>Output channels of a group.</summary>
    public int GroupOutputs => Output.Channels / Groups;

    /// <summary>Number of weights: <c>[O, I / groups, kernel height, kernel width]</c>.</summary>
    public int Weights => Output.Channels * GroupInputs * Taps;

    /// <summary>How a channel of the input lies in memory.</summary>
    public PaddedPlane Input { get; }

    /// <summary>How a channel of the output's gradient lies in memory.</summary>
    public PaddedPlane OutputGradient { get; }

    /// <summary>Rows of the output that are computed together, few enough to stay in the cache.</summary>
    public ImmutableArray<RowRange> Strips { get; }

    /// <summary>The taps of the forward pass.</summary>
    public TapPhase Forward { get; }

    /// <summary>The gradient by the input: one phase for each remainder of row and column by the stride.</summary>
    public IReadOnlyList<TapPhase> Backward { get; }

    /// <summary>The tiles of Winograd's algorithm; <see langword="null"/> where the sum over the taps is faster.</summary>
    public WinogradShape? Winograd { get; }

    private int DirectRows() => Math.Max(1, StripFloats / (Math.Max(Lanes, InputShape.Channels) * Stride.Rows * Input.RowPitch * Lanes));

    // An output pixel's gradient goes to the pixels it read, at the opposite distances; only multiples of the stride count.
    private TapPhase Gradient(Tap[] taps, int row, int column)
    {
        Tap[] opposite = [.. from tap in taps.Reverse()
                             where (row - tap.Row) % Stride.Rows == 0 && (column - tap.Column) % Stride.Columns == 0
                             select new Tap((row - tap.Row) / Stride.Rows, (column - tap.Column) / Stride.Columns, tap.Weight)];
        var targets = new TargetGrid(
            (InputShape.Height - row + Stride.Rows - 1) / Stride.Rows,
            (InputShape.Width - column + Stride.Columns - 1) / Stride.Columns,
            (row * InputShape.Width) + column,
            Stride.Rows * InputShape.Width,
            Stride.Columns);
        return new TapPhase(opposite, OutputGradient, sourceStep: 1, targets);
    }
}
