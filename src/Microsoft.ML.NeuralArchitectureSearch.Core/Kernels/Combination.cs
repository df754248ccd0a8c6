using System.Runtime.CompilerServices;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels;

/// <summary>A weighted sum of channels: Σ factor · channel + bias, each image of the block with its own factors and bias.</summary>
/// <remarks>
/// A node of a cell is such a sum of its edges, with batch normalization folded into factors and bias; so is the gradient of a
/// batch-normalized value: one of the gradients that reach it and of the value itself.
/// </remarks>
internal unsafe ref struct Combination<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly float** _channels;
    private readonly float* _factors;
    private TLanes _bias;
    private int _count;

    /// <param name="channels">Room for the addresses of the channels.</param>
    /// <param name="factors">Room for their factors, a vector each.</param>
    public Combination(float** channels, float* factors)
    {
        _channels = channels;
        _factors = factors;
        _bias = TLanes.Zero;
    }

    /// <summary>Adds a channel.</summary>
    public void Add(float* channel, TLanes factor)
    {
        _channels[_count] = channel;
        factor.Store(_factors + (_count++ * TLanes.Count));
    }

    /// <summary>Adds to what every pixel gets.</summary>
    public void AddBias(TLanes bias) => _bias = _bias + bias;

    /// <param name="target">Overwritten; may be one of the channels.</param>
    /// <param name="positions">Pixels of a channel.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void WriteTo(float* target, int positions)
    {
        nint position = 0;
        for (; position + 8 <= positions; position += 8)
        {
            Eight(position * TLanes.Count, target + (position * TLanes.Count));
        }

        for (; position < positions; position++)
        {
            var sum = _bias;
            for (var index = 0; index < _count; index++)
            {
                var factor = TLanes.Load(_factors + (index * TLanes.Count));
                sum = TLanes.MultiplyAdd(TLanes.Load(_channels[index] + (position * TLanes.Count)), factor, sum);
            }

            sum.Store(target + (position * TLanes.Count));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void Eight(nint offset, float* target)
    {
        var (a, b, c, d) = (_bias, _bias, _bias, _bias);
        var (e, f, g, h) = (_bias, _bias, _bias, _bias);
        for (var index = 0; index < _count; index++)
        {
            var factor = TLanes.Load(_factors + (index * TLanes.Count));
            var source = _channels[index] + offset;
            for (var line = 0; line < 8 * TLanes.Count; line += Prefetch.Line)
            {
                Prefetch.Ahead(source + line);
            }

            a = TLanes.MultiplyAdd(TLanes.Load(source), factor, a);
            b = TLanes.MultiplyAdd(TLanes.Load(source + TLanes.Count), factor, b);
            c = TLanes.MultiplyAdd(TLanes.Load(source + (2 * TLanes.Count)), factor, c);
            d = TLanes.MultiplyAdd(TLanes.Load(source + (3 * TLanes.Count)), factor, d);
            e = TLanes.MultiplyAdd(TLanes.Load(source + (4 * TLanes.Count)), factor, e);
            f = TLanes.MultiplyAdd(TLanes.Load(source + (5 * TLanes.Count)), factor, f);
            g = TLanes.MultiplyAdd(TLanes.Load(source + (6 * TLanes.Count)), factor, g);
            h = TLanes.MultiplyAdd(TLanes.Load(source + (7 * TLanes.Count)), factor, h);
        }

        a.Store(target);
        b.Store(target + TLanes.Count);
        c.Store(target + (2 * TLanes.Count));
        d.Store(target + (3 * TLanes.Count));
        e.Store(target + (4 * TLanes.Count));
        f.Store(target + (5 * TLanes.Count));
        g.Store(target + (6 * TLanes.Count));
        h.Store(target + (7 * TLanes.Count));
    }
}
