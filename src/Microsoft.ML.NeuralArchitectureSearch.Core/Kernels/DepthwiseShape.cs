namespace Microsoft.ML.NeuralArchitectureSearch.Kernels;

/// <summary>A depthwise convolution on feature maps of one size: what its forward pass and its gradient read.</summary>
internal sealed class DepthwiseShape
{
    /// <summary>Room beside every row of an input, enough for all filters: a 5x5 filter at dilation 2 reads four pixels beyond it.</summary>
    public const int Margin = 4;

    /// <param name="input">Size of the input; its planes have rows with a <see cref="Margin"/>.</param>
    /// <param name="kernel">Height and width of the filter, odd.</param>
    /// <param name="stride">1 or 2.</param>
    /// <param name="dilation">Pixels between neighbouring taps.</param>
    public DepthwiseShape(MapShape input, int kernel, int stride, int dilation)
    {
        Kernel = kernel;
        Output = input.Strided(stride);
        var reach = kernel / 2 * dilation;
        Input = new PaddedPlane(input.Height, input.Width, Margin);
        OutputGradient = new PaddedPlane(Output.Height, Output.Width, reach);
        Tap[] taps = [.. from row in Enumerable.Range(0, kernel)
                         from column in Enumerable.Range(0, kernel)
                         select new Tap((row * dilation) - reach, (column * dilation) - reach, (row * kernel) + column)];
        Forward = new TapPhase(taps, Input, stride, new TargetGrid(Output.Height, Output.Width, Start: 0, Output.Width, Step: 1));
        Backward = [.. from row in Enumerable.Range(0, stride)
                       from column in Enumerable.Range(0, stride)
                       where row < input.Height && column < input.Width
                       select Gradient(taps, input, stride, row, column)];
    }

    /// <summary>Height and width of the filter.</summary>
    public int Kernel { get; }

    /// <summary>Size of the output.</summary>
    public MapShape Output { get; }

    /// <summary>How a channel of the input lies in memory.</summary>
    public PaddedPlane Input { get; }

    /// <summary>How a channel of the output's gradient lies in memory.</summary>
    public PaddedPlane OutputGradient { get; }

    public TapPhase Forward { get; }

    /// <summary>The gradient by the input: one phase for each remainder of row and column by the stride.</summary>
    public IReadOnlyList<TapPhase> Backward { get; }

    // What an output pixel reads at a distance gets its gradient from the opposite distance; only distances that are multiples of the stride count.
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
