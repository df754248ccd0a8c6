using Microsoft.ML.NeuralArchitectureSearch.Kernels.Products;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Recurrent;

/// <content>Gradients that are summed over all time steps, once the gradients of carries and proposals lie where these lay.</content>
internal sealed unsafe partial class RecurrentEngine<TLanes>
{
    // As many columns and rows as keep both factors and the sums in a second-level cache.
    private const int GroupedVectors = 5;
    private const int GroupedRows = 128;

    private float* ChoiceSums(int vector, int edge) =>
        _choiceSums.Start + (vector * ChoiceSumsLength) + (edge * MixedNode<TLanes>.Sums * TLanes.Count);

    private void SumChoiceGradient()
    {
        new Span<float>(Run.ChoiceGradient, _plan.Edges * _plan.ChoiceColumns).Clear();
        for (var edge = 0; edge < _plan.Edges; edge++)
        {
            for (var index = 0; index < EdgeWeights.Count; index++)
            {
                if (_plan.Candidates[index] >= 0)
                {
                    Run.ChoiceGradient[(edge * _plan.ChoiceColumns) + _plan.Candidates[index]] = (float)(Total(edge, 0)
                        + Total(edge, index + 1));
                }
            }
        }
    }

    private double Total(int edge, int sum)
    {
        double total = 0;
        for (var vector = 0; vector < _vectors; vector++)
        {
            total += TLanes.Load(ChoiceSums(vector, edge) + (sum * TLanes.Count)).Sum();
        }

        return total;
    }

    private void DifferentiateInputs()
    {
        var weights = Weights(0);
        var panels = Panels.Count(_plan.Inputs, _inputsTransposed.Width);
        _inputsTransposed.Reserve(panels, _memory.GatePitch);
        var rows = new Matrix(weights.Row(0), _plan.Inputs, weights.Columns);
        Share(panels, (panel, _) => _inputsTransposed.FillTransposed(panel, rows));
        Share(Run.Steps, DifferentiateInput);
    }

    private void DifferentiateInput(int step, int worker)
    {
        var width = _inputsTransposed.Width;
        var product = _resources.Scratch(worker, (nint)Batch * width).Start;
        for (var first = 0; first < _plan.Inputs; first += width)
        {
            var gates = new Matrix(_memory.FirstGates(step), Batch, _memory.GatePitch);
            Product<TLanes>.Columns(gates, _inputsTransposed[first / width], width, product, width, vectors: 2, adds: false);
            for (var row = 0; row < Batch; row++)
            {
                var target = Run.InputGradient + ((((nint)step * Batch) + row) * _plan.Inputs);
                for (var column = first; column < Math.Min(first + width, _plan.Inputs); column++)
                {
                    var factor = Run.InputMask == null ? 1 : Run.InputMask[(row * _plan.Inputs) + column];
                    target[column] = factor * product[(row * width) + column - first];
                }
            }
        }
    }

    // The states are needed no longer but as they met weights. The nodes with the most edges first: they take longest.
    private void DifferentiateWeights()
    {
        if (Run.HiddenMask != null)
        {
            Share(Run.Steps, MaskStates);
        }

        var groups = (_vectors + GroupedVectors - 1) / GroupedVectors;
        Share(Run.WeightGradients.Length * groups, (unit, worker) =>
            DifferentiateWeights(Run.WeightGradients.Length - 1 - (unit / groups), unit % groups * GroupedVectors, worker));
    }

    private void MaskStates(int step, int worker)
    {
        for (var state = 0; state <= _plan.Nodes.Length; state++)
        {
            var values = _memory.State(step, state);
            for (nint place = 0; place < (nint)Batch * _pitch; place += TLanes.Count)
            {
                (TLanes.Load(values + place) * TLanes.Load(_mask.Start + place)).Store(values + place);
            }
        }
    }

    private void DifferentiateWeights(int node, int firstVector, int worker)
    {
        var vectors = Math.Min(GroupedVectors, _vectors - firstVector);
        var (rows, pitch) = (Weights(node).Rows, vectors * 2 * TLanes.Count);
        var sums = _resources.Scratch(worker, (nint)rows * pitch).Start;
        new Span<float>(sums, rows * pitch).Clear();
        for (var step = 0; step < Run.Steps; step++)
        {
            var (count, inputPitch) = node == 0 ? (Batch, _memory.InputPitch) : (_plan.Nodes[node - 1].SourceCount * Batch, _pitch);
            var inputs = node == 0 ? _memory.Inputs(step) : _memory.State(step, _plan.Nodes[node - 1].FirstSource);
            var gates = node == 0 ? _memory.FirstGates(step) : _memory.Gates(step, _firstEdges[node - 1]);
            for (var first = 0; first < count; first += GroupedRows)
            {
                var transposed = new Matrix(
                    inputs + (first * inputPitch),
                    rows,
                    Math.Min(GroupedRows, count - first),
                    rowStep: 1,
                    inputPitch);
                var from = gates + (first * _memory.GatePitch) + (firstVector * 2 * TLanes.Count);
                for (var vector = 0; vector < vectors; vector++)
                {
                    var column = vector * 2 * TLanes.Count;
                    Product<TLanes>.Columns(transposed, from + column, _memory.GatePitch, sums + column, pitch, vectors: 2, adds: true);
                }
            }
        }

        Write(sums, node, firstVector, vectors);
    }

    private void Write(float* sums, int node, int firstVector, int vectors)
    {
        var target = new Matrix((float*)Run.WeightGradients[node], Weights(node).Rows, 2 * _plan.Hidden);
        for (var row = 0; row < target.Rows; row++)
        {
            for (var vector = firstVector; vector < firstVector + vectors; vector++, sums += 2 * TLanes.Count)
            {
                var unit = vector * TLanes.Count;
                var units = Math.Min(TLanes.Count, _plan.Hidden - unit);
                new ReadOnlySpan<float>(sums, units).CopyTo(new Span<float>(target.Row(row) + unit, units));
                new ReadOnlySpan<float>(sums + TLanes.Count, units).CopyTo(new Span<float>(target.Row(row) + _plan.Hidden + unit, units));
            }
        }
    }
}
