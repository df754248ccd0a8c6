using System.Runtime.CompilerServices;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Products;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Recurrent;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Words;

/// <content>What is computed for each block of words.</content>
internal sealed unsafe partial class WordLoss<TLanes>
{
    private (int First, int Count) Words(int block) =>
        (block * BlockedWords, Math.Min(BlockedWords, _run.Words - (block * BlockedWords)));

    private void ComputeLogits(int block, int worker)
    {
        var (first, count) = Words(block);
        var weights = new Matrix(_run.Weights + ((nint)first * _run.Width), count, _run.Width);
        for (var panel = 0; panel < _pitch / Width; panel++)
        {
            var states = _statesTransposed.Start + ((nint)panel * _run.Width * Width);
            Product<TLanes>.Columns(weights, states, Width, Logits(first) + (panel * Width), _pitch, vectors: 2, adds: false);
        }

        for (var column = 0; column < _pitch; column += TLanes.Count)
        {
            FindLargest(first, count, column, Largest(block) + column);
        }

        for (var prediction = 0; prediction < _count; prediction++)
        {
            var target = _run.Targets[_first + prediction];
            if (target >= first && target < first + count)
            {
                _targetLogits.Start[prediction] = Logits((int)target)[prediction];
            }
        }

        for (var column = 0; column < _pitch; column += TLanes.Count)
        {
            Exponentiate(Logits(first) + column, count, Largest(block) + column, Sums(block) + column);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FindLargest(int first, int count, int column, float* target)
    {
        var logits = Logits(first) + column;
        var largest = TLanes.Broadcast(float.NegativeInfinity);
        for (var word = first; word < first + count; word++, logits += _pitch)
        {
            var logit = TLanes.Load(logits);
            if (_run.Bias != null)
            {
                logit += TLanes.Broadcast(_run.Bias[word]);
                logit.Store(logits);
            }

            largest = TLanes.Max(largest, logit);
        }

        largest.Store(target);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Exponentiate(float* logits, int count, float* largest, float* target)
    {
        var (most, sum) = (TLanes.Load(largest), TLanes.Zero);
        for (; count > 0; count--, logits += _pitch)
        {
            var value = Sigmoid<TLanes>.Decay(TLanes.Load(logits) - most);
            value.Store(logits);
            sum += value;
        }

        sum.Store(target);
    }

    private void DifferentiateLogits(int block, int worker)
    {
        var (first, count) = Words(block);
        for (var column = 0; column < _pitch; column += TLanes.Count)
        {
            Scale(Logits(first) + column, count, TLanes.Load(Largest(block) + column));
        }

        for (var prediction = 0; prediction < _count; prediction++)
        {
            var target = _run.Targets[_first + prediction];
            if (target >= first && target < first + count)
            {
                Logits((int)target)[prediction] -= 1f / _run.Count;
            }
        }

        if (_run.BiasGradient != null)
        {
            DifferentiateBias(first, count);
        }

        if (_run.WeightGradient != null)
        {
            DifferentiateWeights(first, count, worker);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Scale(float* logits, int count, TLanes factor)
    {
        for (; count > 0; count--, logits += _pitch)
        {
            (TLanes.Load(logits) * factor).Store(logits);
        }
    }

    private void DifferentiateBias(int first, int count)
    {
        for (var word = first; word < first + count; word++)
        {
            var sum = TLanes.Zero;
            for (var column = 0; column < _pitch; column += TLanes.Count)
            {
                sum += TLanes.Load(Logits(word) + column);
            }

            _run.BiasGradient[word] = sum.Sum() + (_first > 0 ? _run.BiasGradient[word] : 0);
        }
    }

    private void DifferentiateWeights(int first, int count, int worker)
    {
        var logits = new Matrix(Logits(first), count, _count, _pitch, columnStep: 1);
        var target = _run.WeightGradient + ((nint)first * _run.Width);
        var adds = _first > 0;
        for (var column = 0; column < _run.Width; column += Width)
        {
            var states = _states.Start + ((nint)(column / Width) * _count * Width);
            if (column + Width <= _run.Width)
            {
                Product<TLanes>.Columns(logits, states, Width, target + column, _run.Width, vectors: 2, adds);
            }
            else
            {
                DifferentiateRest(logits, states, target + column, _run.Width - column, adds, worker);
            }
        }
    }

    // The last columns do not fill the vectors.
    private void DifferentiateRest(Matrix logits, float* states, float* target, int columns, bool adds, int worker)
    {
        var product = resources.Scratch(worker, (nint)logits.Rows * Width).Start;
        Product<TLanes>.Columns(logits, states, Width, product, Width, vectors: 2, adds: false);
        for (var row = 0; row < logits.Rows; row++, product += Width, target += _run.Width)
        {
            for (var column = 0; column < columns; column++)
            {
                target[column] = product[column] + (adds ? target[column] : 0);
            }
        }
    }

    private void DifferentiateStates()
    {
        var panels = _pitch / Width;
        var grouped = Math.Clamp(panels / resources.Team.Size, 1, GroupedVectors / 2);
        Share((panels + grouped - 1) / grouped, (group, worker) =>
            DifferentiateStates(group * grouped, Math.Min(grouped, panels - (group * grouped)), worker));
    }

    private void DifferentiateStates(int firstPanel, int panels, int worker)
    {
        var pitch = panels * Width;
        var sums = resources.Scratch(worker, (nint)_run.Width * pitch).Start;
        new Span<float>(sums, _run.Width * pitch).Clear();
        for (var word = 0; word < _run.Words; word += GroupedWords)
        {
            var words = Math.Min(GroupedWords, _run.Words - word);
            var weights = new Matrix(_run.Weights + ((nint)word * _run.Width), _run.Width, words, rowStep: 1, columnStep: _run.Width);
            for (var panel = 0; panel < panels; panel++)
            {
                var logits = Logits(word) + ((firstPanel + panel) * Width);
                Product<TLanes>.Columns(weights, logits, _pitch, sums + (panel * Width), pitch, vectors: 2, adds: true);
            }
        }

        var first = firstPanel * Width;
        for (var prediction = first; prediction < Math.Min(first + pitch, _count); prediction++)
        {
            var target = _run.StateGradient + ((nint)(_first + prediction) * _run.Width);
            for (var unit = 0; unit < _run.Width; unit++)
            {
                target[unit] = sums[(unit * pitch) + prediction - first];
            }
        }
    }
}
