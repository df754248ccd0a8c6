using Microsoft.ML.NeuralArchitectureSearch.Kernels.Products;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Recurrent;

/// <summary>
/// The weights of carries and proposals as panels: of a vector of carries and the vector of proposals of the same units, and transposed.
/// </summary>
/// <param name="lanes">Hidden units in a vector.</param>
internal sealed unsafe class GatePanels(int lanes) : IDisposable
{
    private AlignedBuffer? _buffer;
    private nint _length;

    /// <summary>Columns of a panel.</summary>
    public int Width => 2 * lanes;

    /// <summary>One of the panels.</summary>
    public float* this[int panel] => _buffer!.Start + (panel * _length);

    /// <summary>Makes room.</summary>
    /// <param name="panels">Number of panels.</param>
    /// <param name="rows">Rows of each.</param>
    public void Reserve(int panels, int rows)
    {
        _length = (nint)rows * Width;
        if (_buffer is null || _buffer.Length < panels * _length)
        {
            _buffer?.Dispose();
            _buffer = new AlignedBuffer(panels * _length);
        }
    }

    /// <summary>Fills a panel with the columns of a vector of units: its carries, then its proposals.</summary>
    /// <param name="panel">Which panel, and which vector of units.</param>
    /// <param name="weights">Weights, <c>[rows, 2H]</c>.</param>
    public void Fill(int panel, Matrix weights)
    {
        var hidden = weights.Columns / 2;
        var units = Math.Min(lanes, hidden - (panel * lanes));
        var target = this[panel];
        for (var row = 0; row < weights.Rows; row++, target += Width)
        {
            var from = weights.Row(row) + (panel * lanes);
            new Span<float>(target, Width).Clear();
            new ReadOnlySpan<float>(from, units).CopyTo(new Span<float>(target, units));
            new ReadOnlySpan<float>(from + hidden, units).CopyTo(new Span<float>(target + lanes, units));
        }
    }

    /// <summary>Fills a panel with some rows as columns; its rows lie as carries and proposals do.</summary>
    /// <param name="panel">Which panel, and which rows.</param>
    /// <param name="weights">Weights, <c>[rows, 2H]</c>.</param>
    public void FillTransposed(int panel, Matrix weights)
    {
        var hidden = weights.Columns / 2;
        var first = panel * Width;
        var target = this[panel];
        var rows = Math.Min(Width, weights.Rows - first);
        for (var unit = 0; unit < Panels.Count(hidden, lanes) * lanes; unit++)
        {
            var carries = target + ((((unit / lanes * 2) * lanes) + (unit % lanes)) * Width);
            var proposals = carries + (lanes * Width);
            for (var row = 0; row < Width; row++)
            {
                var exists = row < rows && unit < hidden;
                carries[row] = exists ? weights.Row(first + row)[unit] : 0;
                proposals[row] = exists ? weights.Row(first + row)[hidden + unit] : 0;
            }
        }
    }

    /// <inheritdoc />
    public void Dispose() => _buffer?.Dispose();
}
