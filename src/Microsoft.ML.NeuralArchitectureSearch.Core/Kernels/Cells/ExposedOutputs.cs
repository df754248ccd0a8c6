using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Cells;

/// <summary>The outputs of a stack that are handed out, one cell behind the other, <c>[blocks, C, H, W, lanes]</c> each.</summary>
/// <param name="plan">The stack.</param>
/// <param name="lanes">Images in a block.</param>
internal sealed unsafe class ExposedOutputs(StackPlan plan, int lanes)
{
    private readonly ImmutableArray<(int Cell, MapShape Shape)> _outputs = [.. plan.Exposed.Select(cell => (cell, plan.Cells[cell].Output()))];

    /// <summary>Whether a cell's output is among them.</summary>
    public bool Contains(int cell) => _outputs.Any(output => output.Cell == cell);

    /// <summary>A channel of a cell's output.</summary>
    /// <param name="start">Where they begin.</param>
    /// <param name="run">The run.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="block">The block of images, of those of the run.</param>
    /// <param name="channel">The channel.</param>
    public Span<float> Channel(float* start, CellRun run, int cell, int block, int channel)
    {
        nint offset = 0;
        foreach (var (other, shape) in _outputs)
        {
            var length = shape.Positions * lanes;
            if (other == cell)
                return new(start + offset + (((((nint)run.FirstBlock + block) * shape.Channels) + channel) * length), length);

            offset += (nint)run.TotalBlocks * shape.Channels * length;
        }

        throw new ArgumentOutOfRangeException(nameof(cell), cell, "The output of this cell is not handed out.");
    }
}
