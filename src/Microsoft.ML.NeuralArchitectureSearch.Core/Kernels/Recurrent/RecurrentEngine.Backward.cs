using Microsoft.ML.NeuralArchitectureSearch.Kernels.Products;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Recurrent;

/// <content>The backward pass: through the time steps, then to the weights by one long product each.</content>
internal sealed unsafe partial class RecurrentEngine<TLanes>
{
    /// <inheritdoc />
    public override void Backward()
    {
        PrepareGradients();
        var work = new SharedWork(BackwardUnit);
        for (_step = Run.Steps - 1; _step >= 0; _step--)
        {
            for (_phase = 0; _phase <= _plan.Nodes.Length; _phase++)
            {
                _resources.Team.Run(work, PairCount);
            }
        }

        if (Run.HiddenGradient != null)
        {
            Share(PairCount, (pair, worker) => ReceiveFromNextStep(step: 0, pair, worker));
            for (var row = 0; row < Batch; row++)
            {
                new ReadOnlySpan<float>(_carriedGradient.Start + (row * _pitch), _plan.Hidden)
                    .CopyTo(new Span<float>(Run.HiddenGradient + (row * _plan.Hidden), _plan.Hidden));
            }
        }

        if (Run.InputGradient != null)
        {
            DifferentiateInputs();
        }

        if (Run.WeightGradients.Length > 0)
        {
            DifferentiateWeights();
        }

        if (Run.ChoiceGradient != null)
        {
            SumChoiceGradient();
        }
    }

    private nint ChoiceSumsLength => (nint)(_plan.Edges + 1) * MixedNode<TLanes>.Sums * TLanes.Count;

    private void PrepareGradients()
    {
        _outputGradient.Fill(Run.OutputGradient, (nint)Run.Steps * Batch, _plan.Hidden, _pitch);
        _carriedGradient.Reserve(Batch * _pitch);
        _stateGradients.Reserve((nint)(_plan.Nodes.Length + 1) * Batch * _pitch);
        _choiceSums.Reserve(_vectors * ChoiceSumsLength);
        new Span<float>(_choiceSums.Start, (int)(_vectors * ChoiceSumsLength)).Clear();

        // The transposed weights lie where the forward pass had the weights.
        foreach (var panels in _panels)
        {
            panels.Reserve(PairCount, _memory.GatePitch);
        }

        Share(_panels.Length * PairCount, (unit, _) =>
        {
            var node = unit / PairCount;
            var weights = Weights(node);
            _panels[node].FillTransposed(
                unit % PairCount,
                node > 0 ? weights : new Matrix(weights.Row(_plan.Inputs), _plan.Hidden, weights.Columns));
        });
    }

    private void BackwardUnit(int pair, int worker)
    {
        var nodes = _plan.Nodes.Length;
        if (_phase == 0)
        {
            Begin(pair, worker);
        }
        else
        {
            ReceiveFromNode(nodes - _phase, pair, worker);
        }

        for (var vector = 2 * pair; vector < Math.Min(_vectors, (2 * pair) + 2); vector++)
        {
            Differentiate(nodes - _phase, vector);
        }
    }

    private float* StateGradient(int state, int offset) => _stateGradients.Start + ((nint)state * Batch * _pitch) + offset;

    // The gradient of the output, from above and from the next time step, goes to the states that it is the mean of.
    private void Begin(int pair, int worker)
    {
        if (_step < Run.Steps - 1)
        {
            ReceiveFromNextStep(_step + 1, pair, worker);
        }

        var share = TLanes.Broadcast(1f / _plan.Averaged.Length);
        for (var vector = 2 * pair; vector < Math.Min(_vectors, (2 * pair) + 2); vector++)
        {
            var offset = vector * TLanes.Count;
            var above = _outputGradient.Start + ((nint)_step * Batch * _pitch) + offset;
            for (nint row = 0; row < Batch; row++)
            {
                var gradient = TLanes.Load(above + (row * _pitch));
                if (_step < Run.Steps - 1)
                {
                    gradient += TLanes.Load(_carriedGradient.Start + offset + (row * _pitch));
                }

                TLanes.Zero.Store(_carriedGradient.Start + offset + (row * _pitch));
                gradient *= share;
                for (var state = 0; state <= _plan.Nodes.Length; state++)
                {
                    (_isAveraged[state] ? gradient : TLanes.Zero).Store(StateGradient(state, offset) + (row * _pitch));
                }
            }
        }
    }

    private void ReceiveFromNextStep(int step, int pair, int worker) =>
        Receive(new Matrix(_memory.FirstGates(step), Batch, _memory.GatePitch), _panels[0], pair, _carriedGradient.Start, worker);

    private void ReceiveFromNode(int node, int pair, int worker)
    {
        var plan = _plan.Nodes[node];
        var gates = new Matrix(_memory.Gates(_step, _firstEdges[node]), plan.SourceCount * Batch, _memory.GatePitch);
        Receive(gates, _panels[node + 1], pair, StateGradient(plan.FirstSource, offset: 0), worker);
    }

    // Gradients of carries and proposals, times the transposed weights, times the mask, are added to gradients of states.
    private void Receive(Matrix gates, GatePanels panels, int pair, float* target, int worker)
    {
        var width = 2 * TLanes.Count;
        var vectors = Math.Min(2, _vectors - (2 * pair));
        var product = _resources.Scratch(worker, (nint)gates.Rows * width).Start;
        Product<TLanes>.Columns(gates, panels[pair], width, product, width, vectors, adds: false);
        for (var vector = 0; vector < vectors; vector++)
        {
            var offset = ((2 * pair) + vector) * TLanes.Count;
            for (nint first = 0; first < gates.Rows; first += Batch)
            {
                Add(product + (first * width) + (vector * TLanes.Count), offset, target + (first * _pitch) + offset);
            }
        }
    }

    private void Add(float* product, int offset, float* target)
    {
        var (width, factor) = (2 * TLanes.Count, TLanes.Broadcast(1));
        var mask = Run.HiddenMask == null ? null : _mask.Start + offset;
        for (var row = 0; row < Batch; row++, product += width, target += _pitch)
        {
            if (mask != null)
            {
                factor = TLanes.Load(mask + (row * _pitch));
            }

            TLanes.MultiplyAdd(TLanes.Load(product), factor, TLanes.Load(target)).Store(target);
        }
    }

    private void Differentiate(int state, int vector)
    {
        var offset = vector * TLanes.Count;
        var gradient = StateGradient(state, offset);
        if (_plan.IsNormalized)
        {
            var factor = TLanes.Load(_memory.Factor(_step, state) + offset);
            if (Run.IsTraining)
            {
                StateNorm<TLanes>.Differentiate(gradient, _memory.State(_step, state) + offset, _pitch, Batch, factor);
            }
            else
            {
                StateNorm<TLanes>.Scale(gradient, _pitch, Batch, factor);
            }
        }

        if (state == 0)
        {
            var carried = _carriedGradient.Start + offset;
            MixedNode<TLanes>.Differentiate(FirstEdge(_step, vector), _tangent.Start, gradient, carried, ChoiceSums(vector, _plan.Edges));
            return;
        }

        var (node, first) = (_plan.Nodes[state - 1], _firstEdges[state - 1]);
        for (var source = 0; source < node.SourceCount; source++)
        {
            var edge = Edge(_step, node.FirstSource + source, first + source, vector);
            var target = StateGradient(node.FirstSource + source, offset);
            MixedNode<TLanes>.Differentiate(edge, EdgeWeightsOf(first + source), gradient, target, ChoiceSums(vector, first + source));
        }
    }
}
