using Microsoft.ML.NeuralArchitectureSearch.Kernels;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Products;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Recurrent;

namespace Microsoft.ML.NeuralArchitectureSearch.Benchmarks;

/// <summary>
/// The parts of a node of a recurrent search cell on random values, one thread: its product, its element-wise part, the product of its
/// weights' gradient.
/// </summary>
internal sealed unsafe class RecurrentData<TLanes> : IDisposable
    where TLanes : unmanaged, ILanes<TLanes>
{
    private const int GroupedRows = 128;

    private readonly int _rows;
    private readonly int _hidden;
    private readonly int _pitch;
    private readonly AlignedBuffer _states;
    private readonly AlignedBuffer _gates;
    private readonly AlignedBuffer _weights;
    private readonly AlignedBuffer _sums;
    private readonly AlignedBuffer _node;
    private readonly AlignedBuffer _mixture = Random(EdgeWeights.Count, 5);
    private readonly AlignedBuffer _choiceSums = new(MixedNode<TLanes>.Sums * TLanes.Count);

    /// <param name="rows">Sequences times states that the node reads.</param>
    /// <param name="hidden">Hidden units.</param>
    public RecurrentData(int rows, int hidden)
    {
        (_rows, _hidden, _pitch) = (rows, hidden, (hidden + TLanes.Count - 1) / TLanes.Count * TLanes.Count);
        _states = Random(rows * _pitch, 1);
        _gates = Random(rows * 2 * _pitch, 2);
        _weights = Random(hidden * 2 * _pitch, 3);
        _sums = Random(hidden * 2 * _pitch, 4);
        _node = Random(rows * _pitch, 6);
    }

    public double ProductOperations => 4.0 * _rows * _hidden * _hidden;

    /// <summary>Carry, proposal and state read, node read and written.</summary>
    public double CombineBytes => 5.0 * sizeof(float) * _rows * _pitch;

    /// <summary>Carry and proposal read and written, state and gradient read, gradient of the state read and written.</summary>
    public double DifferentiateBytes => 8.0 * sizeof(float) * _rows * _pitch;

    private int Vectors => _pitch / TLanes.Count;

    public void Multiply()
    {
        var states = new Matrix(_states.Start, _rows, _hidden, _pitch, columnStep: 1);
        for (var vector = 0; vector < Vectors; vector++)
        {
            var width = 2 * TLanes.Count;
            var weights = _weights.Start + ((nint)vector * _hidden * width);
            Product<TLanes>.Columns(states, weights, width, _gates.Start + (vector * width), 2 * _pitch, vectors: 2, adds: false);
        }
    }

    public void MultiplyGradients()
    {
        for (var first = 0; first + GroupedRows <= _rows; first += GroupedRows)
        {
            var states = new Matrix(_states.Start + (first * _pitch), _hidden, GroupedRows, rowStep: 1, _pitch);
            for (var column = 0; column < 2 * _pitch; column += 2 * TLanes.Count)
            {
                var gates = _gates.Start + ((nint)first * 2 * _pitch) + column;
                Product<TLanes>.Columns(states, gates, 2 * _pitch, _sums.Start + column, 2 * _pitch, vectors: 2, adds: true);
            }
        }
    }

    public void Combine()
    {
        for (var vector = 0; vector < Vectors; vector++)
        {
            MixedNode<TLanes>.Combine(Rows(vector), _mixture.Start, _node.Start + (vector * TLanes.Count), adds: true);
        }
    }

    public void Differentiate()
    {
        for (var vector = 0; vector < Vectors; vector++)
        {
            var node = _node.Start + (vector * TLanes.Count);
            MixedNode<TLanes>.Differentiate(Rows(vector), _mixture.Start, node, node, _choiceSums.Start);
        }
    }

    public void Dispose()
    {
        foreach (var buffer in (AlignedBuffer[])[_states, _gates, _weights, _sums, _node, _mixture, _choiceSums])
        {
            buffer.Dispose();
        }
    }

    private EdgeRows Rows(int vector) => new(
        _states.Start + (vector * TLanes.Count), _pitch, _gates.Start + (vector * 2 * TLanes.Count), 2 * _pitch, _rows);

    private static AlignedBuffer Random(int length, int seed)
    {
        var random = new Random(seed);
        var buffer = new AlignedBuffer(length);
        for (var index = 0; index < length; index++)
        {
            buffer.Start[index] = (float)(random.NextDouble() - 0.5) * 0.1f;
        }

        return buffer;
    }
}
