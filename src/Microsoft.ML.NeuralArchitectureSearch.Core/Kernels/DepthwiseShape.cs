namespace Microsoft.ML.NeuralArchitectureSearch.Kernels;

/// <summary>A depthwise convolution on feature maps of one size: what its forward pass and its gradient read.</summary>
internal sealed class DepthwiseShape
{
    /// <summary>
    /// Room beside every row of an input, enough for all filters: a 5x5 filter at dilation 2 reads four pixels beyond it.
    /// </summary>
    public const int Margin = 4;

    // A 1x7 filter at dilation 2 reads six tokens beyond a text.
    private const int TextMargin = 6;

    /// <param name="input">Size of the input; its planes have rows with a margin.</param>
    /// <param name="kernel">Width of the filter, odd.</param>
    /// <param name="stride">1 or 2.</param>
    /// <param name="dilation">Pixels between neighbouring taps.</param>
    /// <param name="rows">Height of the filter: its width, or 1.</param>
    public DepthwiseShape(MapShape input, int kernel, int stride, int dilation, int? rows = null)
    {
        (Kernel, Rows) = (kernel, rows ?? kernel);
        Output = input.Strided(stride);
        var reach = kernel / 2 * dilation;
        Input = PlaneOf(input);
        OutputGradient = new PaddedPlane(Output.Height, Output.Width, reach);
        Tap[] taps = [.. from row in Enumerable.Range(0, Rows)
                         from column in Enumerable.Range(0, kernel)
                         select new Tap((row * dilation) - (Rows / 2 * dilation), (column * dilation) - reach, (row * kernel) + column)];
        Forward = new TapPhase(taps, Input, stride, new TargetGrid(Output.Height, Output.Width, Start: 0, Output.Width, Step: 1));
        Backward = [.. from row in Enumerable.Range(0, stride)
                       from column in Enumerable.Range(0, stride)
                       where row < input.Height && column < input.Width
                       select Gradient(taps, input, stride, row, column)];
    }

    /// <summary>Width of the filter.</summary>
    public int Kernel { get; }

    /// <summary>Height of the filter.</summary>
    public int Rows { get; }

    /// <summary>Size of the output.</summary>
    public MapShape Output { get; }

    /// <summary>How a channel of the input lies in memory.</summary>
    public PaddedPlane Input { get; }

    /// <summary>How a channel of the output's gradient lies in memory.</summary>
    public PaddedPlane OutputGradient { get; }

    public TapPhase Forward { get; }

    /// <summary>The gradient by the input: one phase for each remainder of row and column by the stride.</summary>
    public IReadOnlyList<TapPhase> Backward { get; }

    /// <summary>How a channel of an input lies in memory: with room for the widest filter beside every row.</summary>
    public static PaddedPlane PlaneOf(MapShape input) => new(input.Height, input.Width, input.Height == 1 ? TextMargin : Margin);

    // What an output pixel reads at a distance gets its gradient from the opposite distance; only distances that are multiples of the
    // stride count.
    private TapPhase Gradient(Tap[] taps, MapShape input, int stride, int row, int column)
    {
        Tap[] opposite = [.. from tap in taps.Reverse()
                             where (row - tap.Row) % stride == 0 && (column - tap.Column) % stride == 0
                             select new Tap((row - tap.Row) / stride, (column - tap.Column) / stride, tap.Weight)];
        var targets = new TargetGrid(
            (input.Height - row + stride - 1) / stride,
            (input.Width - column + stride - 1) / stride,
            (row * input.Width) + column,
            stride * input.Width,
            stride);
        return new TapPhase(opposite, OutputGradient, sourceStep: 1, targets);
    }
}
