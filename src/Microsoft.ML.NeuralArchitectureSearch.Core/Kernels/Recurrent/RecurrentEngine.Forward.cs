using Microsoft.ML.NeuralArchitectureSearch.Kernels.Products;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Recurrent;

/// <content>The forward pass.</content>
internal sealed unsafe partial class RecurrentEngine<TLanes>
{
    /// <inheritdoc />
    public override void Forward()
    {
        Prepare();
        var work = new SharedWork(ForwardUnit);
        for (_step = 0; _step < Run.Steps; _step++)
        {
            for (_phase = 0; _phase <= _plan.Nodes.Length; _phase++)
            {
                _resources.Team.Run(work, _vectors, Run.IsShared);
            }
        }

        for (var row = 0; row < Run.Steps * Batch; row++)
        {
            var output = _memory.Before(1) + ((nint)row * _pitch);
            new ReadOnlySpan<float>(output, _plan.Hidden).CopyTo(new Span<float>(Run.Outputs + ((nint)row * _plan.Hidden), _plan.Hidden));
        }

        if (Normalizes)
        {
            WriteStatistics();
        }
    }

    // Weights that take longer to copy than another thread to wake up.
    private const long WorthSharing = 1 << 19;

    private bool Normalizes => _plan.IsNormalized && Run.IsTraining;

    private void Prepare()
    {
        _memory.Reserve(Run.Steps, Batch, Run.HiddenMask != null);
        ReadWeights();
        for (var node = 0; node < _panels.Length; node++)
        {
            _panels[node].Reserve(_vectors, Weights(node).Rows);
        }

        var isLarge = Run.IsShared || (long)_panels.Length * _plan.Hidden * _pitch >= WorthSharing;
        Share(_panels.Length * _vectors, (unit, _) => _panels[unit / _vectors].Fill(unit % _vectors, Weights(unit / _vectors)), isLarge);
        if (Run.HiddenMask != null)
        {
            _mask.Fill(Run.HiddenMask, Batch, _plan.Hidden, _pitch);
        }

        RowBuffer.Copy(Run.Hidden, Batch, _plan.Hidden, _memory.Before(0), _pitch);
        for (var vector = 0; vector < _vectors; vector++)
        {
            CarryOver(step: 0, vector);
        }

        Share(Run.Steps, (step, _) => ReadInputs(step), Run.IsShared);
        if (_plan.IsNormalized)
        {
            ReadStatistics();
        }
    }

    private void ReadInputs(int step)
    {
        var source = Run.Inputs + ((nint)step * Batch * _plan.Inputs);
        for (var row = 0; row < Batch; row++)
        {
            var target = _memory.Inputs(step) + (row * _memory.InputPitch);
            for (var column = 0; column < _plan.Inputs; column++)
            {
                var place = (row * _plan.Inputs) + column;
                target[column] = Run.InputMask == null ? source[place] : source[place] * Run.InputMask[place];
            }
        }
    }

    private void ForwardUnit(int vector, int worker)
    {
        var (offset, width) = (vector * TLanes.Count, 2 * TLanes.Count);
        var state = _memory.State(_step, _phase) + offset;
        if (_phase == 0)
        {
            var inputs = new Matrix(_memory.Inputs(_step), Batch, _plan.Inputs + _plan.Hidden, _memory.InputPitch, columnStep: 1);
            var edge = FirstEdge(_step, vector);
            Product<TLanes>.Columns(inputs, _panels[0][vector], width, edge.Gates, edge.GatePitch, vectors: 2, adds: false);
            MixedNode<TLanes>.Combine(edge, _tangent.Start, state, adds: false);
        }
        else
        {
            var (node, first) = (_plan.Nodes[_phase - 1], _firstEdges[_phase - 1]);
            var sources = new Matrix(
                _memory.Masked(_step, node.FirstSource),
                node.SourceCount * Batch,
                _plan.Hidden,
                _pitch,
                columnStep: 1);
            var gates = _memory.Gates(_step, first) + (vector * width);
            Product<TLanes>.Columns(sources, _panels[_phase][vector], width, gates, _memory.GatePitch, vectors: 2, adds: false);
            for (var source = 0; source < node.SourceCount; source++)
            {
                var edge = Edge(_step, node.FirstSource + source, first + source, vector);
                MixedNode<TLanes>.Combine(edge, EdgeWeightsOf(first + source), state, adds: source > 0);
            }
        }

        Finish(state, vector);
    }

    // Normalization, mask, and the share of the output.
    private void Finish(float* state, int vector)
    {
        if (_plan.IsNormalized)
        {
            Normalize(state, vector);
        }

        var offset = vector * TLanes.Count;
        var position = _plan.Averaged.IndexOf(_phase);
        var share = TLanes.Broadcast(1f / _plan.Averaged.Length);
        var masked = _memory.Masked(_step, _phase) + offset;
        var output = _memory.Before(_step + 1) + offset;
        for (var row = 0; row < Batch; row++)
        {
            var value = TLanes.Load(state + (row * _pitch));
            if (Run.HiddenMask != null)
            {
                (value * TLanes.Load(_mask.Start + offset + (row * _pitch))).Store(masked + (row * _pitch));
            }

            if (position == 0)
            {
                (value * share).Store(output + (row * _pitch));
            }
            else if (position > 0)
            {
                TLanes.MultiplyAdd(value, share, TLanes.Load(output + (row * _pitch))).Store(output + (row * _pitch));
            }
        }

        if (_phase == _plan.Nodes.Length)
        {
            CarryOver(_step + 1, vector);
        }
    }

    // The output becomes a part of the next time step's input.
    private void CarryOver(int step, int vector)
    {
        var offset = vector * TLanes.Count;
        var output = _memory.Before(step) + offset;
        var target = _memory.Inputs(step) + _plan.Inputs + offset;
        for (var row = 0; row < Batch; row++)
        {
            var value = TLanes.Load(output + (row * _pitch));
            if (Run.HiddenMask != null)
            {
                value *= TLanes.Load(_mask.Start + offset + (row * _pitch));
            }

            value.Store(target + (row * _memory.InputPitch));
        }
    }
}
