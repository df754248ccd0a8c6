namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Recurrent;

/// <summary>
/// What a recurrent layer keeps of a run, for its gradient. Rows of states are filled up with zeros to whole vectors (P floats).
/// </summary>
/// <param name="plan">The cell.</param>
/// <param name="lanes">Hidden units in a vector.</param>
internal sealed unsafe class RecurrentMemory(RecurrentPlan plan, int lanes) : IDisposable
{
    private readonly int _states = plan.Nodes.Length + 1;
    private readonly int _edges = plan.Edges;
    private AlignedBuffer? _buffer;
    private (int Steps, int Batch) _size;
    private float* _gates;
    private float* _firstGates;
    private float* _values;
    private float* _masked;
    private float* _inputs;
    private float* _outputs;
    private float* _factors;

    /// <summary>Floats of a row of states (P).</summary>
    public int Pitch { get; } = (plan.Hidden + lanes - 1) / lanes * lanes;

    /// <summary>Floats of a row of carries and proposals.</summary>
    public int GatePitch => 2 * Pitch;

    /// <summary>Floats of a row of input and previous output.</summary>
    public int InputPitch => plan.Inputs + Pitch;

    /// <summary>Makes room for a run.</summary>
    /// <param name="steps">Time steps (T).</param>
    /// <param name="batch">Sequences (B).</param>
    /// <param name="isMasked">Whether states meet weights with a mask.</param>
    public void Reserve(int steps, int batch, bool isMasked)
    {
        _size = (steps, batch);
        var rows = (nint)steps * batch;
        nint[] lengths =
        [
            rows * _edges * GatePitch, rows * GatePitch, rows * _states * Pitch, isMasked ? (nint)batch * _states * Pitch : 0,
            (rows + batch) * InputPitch, (rows + batch) * Pitch, (nint)steps * _states * Pitch,
        ];
        var starts = stackalloc float*[lengths.Length];
        var length = lengths.Aggregate((nint)0, (sum, next) => sum + Aligned(next));
        if (_buffer is null || _buffer.Length < length)
        {
            _buffer?.Dispose();
            _buffer = new AlignedBuffer(length);
        }

        var place = _buffer.Start;
        for (var index = 0; index < lengths.Length; index++)
        {
            starts[index] = place;
            place += Aligned(lengths[index]);
        }

        _gates = starts[0];
        _firstGates = starts[1];
        _values = starts[2];
        _masked = isMasked ? starts[3] : null;
        _inputs = starts[4];
        _outputs = starts[5];
        _factors = starts[6];
    }

    /// <summary>
    /// Carries and proposals of an edge at a time step, <c>[B, 2P]</c>: a vector of carries, one of proposals, and so on; edges of a node
    /// follow each other.
    /// </summary>
    public float* Gates(int step, int edge) => _gates + ((((nint)step * _edges) + edge) * _size.Batch * GatePitch);

    /// <summary>The same of state 0.</summary>
    public float* FirstGates(int step) => _firstGates + ((nint)step * _size.Batch * GatePitch);

    /// <summary>A state at a time step, <c>[B, P]</c>; states follow each other.</summary>
    public float* State(int step, int state) => _values + ((((nint)step * _states) + state) * _size.Batch * Pitch);

    /// <summary>A state as it meets weights, at the time step that is computed: with a mask the next one's takes its place.</summary>
    public float* Masked(int step, int state) => _masked == null ? State(step, state) : _masked + ((nint)state * _size.Batch * Pitch);

    /// <summary>Input and previous output as they meet weights, <c>[B, I + P]</c>.</summary>
    public float* Inputs(int step) => _inputs + ((nint)step * _size.Batch * InputPitch);

    /// <summary>The output before a time step, <c>[B, P]</c>.</summary>
    public float* Before(int step) => _outputs + ((nint)step * _size.Batch * Pitch);

    /// <summary>1 / √(variance + ε) of a state, <c>[P]</c>.</summary>
    public float* Factor(int step, int state) => _factors + ((((nint)step * _states) + state) * Pitch);

    /// <inheritdoc />
    public void Dispose() => _buffer?.Dispose();

    private static nint Aligned(nint length) => (length + 15) / 16 * 16;
}
