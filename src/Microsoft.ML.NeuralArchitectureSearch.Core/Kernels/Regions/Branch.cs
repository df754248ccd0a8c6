using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

/// <summary>What is computed from one state, pass by pass; a pass begins when all blocks of images are through the one before.</summary>
/// <param name="source">The state that it reads.</param>
/// <param name="result">Where its result lies.</param>
/// <param name="norm">The normalization of the result; the terms apply it.</param>
internal abstract unsafe class Branch<TLanes>(State source, FeatureMap result, Normalization? norm) : IBranch, IDisposable
    where TLanes : unmanaged, ILanes<TLanes>
{
    public State Source => source;

    /// <summary>Where the result lies, if it is kept.</summary>
    public FeatureMap Result => result;

    public MapShape Shape => result.Shape;

    public virtual bool IsRecomputed => false;

    public Normalization? Norm => norm;

    /// <summary>The terms that add it to a state.</summary>
    public List<Term> Terms { get; } = [];

    /// <summary>Whether the result lies in memory of its own; otherwise the source is needed wherever the result is.</summary>
    public virtual bool KeepsResult => true;

    /// <summary>All maps that have to be kept from the forward to the backward pass.</summary>
    public virtual IEnumerable<FeatureMap> Maps => [Result];

    /// <summary>Maps that are needed in all passes forwards and in all passes backwards, but can be computed again in between.</summary>
    public virtual IEnumerable<FeatureMap> PassingMaps => [];

    /// <summary>All normalizations.</summary>
    public virtual IEnumerable<Normalization> Norms => norm is null ? [] : [norm];

    /// <summary>The most pixels of all channels of a map, margins and gaps among them, that it puts into a worker's memory.</summary>
    public virtual int ScratchPixels => result.Shape.Channels * (int)Strip.Whole(result.Shape).Pitch;

    /// <summary>Number of passes.</summary>
    public virtual int Passes => 1;

    /// <summary>Whether it has anything to learn.</summary>
    public virtual bool HasParameters => false;

    public virtual float* Values(int block, int channel, float* room) => result.At(block, channel);

    /// <summary>A pass is about to be computed for all blocks.</summary>
    public virtual void BeginForward(int pass, RegionRun run)
    {
    }

    /// <summary>Computes a pass for one block of images.</summary>
    public abstract void Forward(int pass, int block, Scratch<TLanes> scratch, RegionRun run);

    /// <summary>All blocks are through a pass.</summary>
    public virtual void FinishForward(int pass, RegionRun run) => norm?.Finish(run, result.Shape.Positions);

    /// <summary>The gradients of all states that it is added to are known, or the later pass is done.</summary>
    public virtual void BeginBackward(int pass, RegionRun run)
    {
        for (var channel = 0; norm is not null && channel < result.Shape.Channels; channel++)
        {
            var (gradient, product) = (0.0, 0.0);
            foreach (var term in Terms)
            {
                gradient += term.Factor(run) * term.GradientSums[channel];
                product += term.Factor(run) * term.ProductSums[channel];
            }

            norm.FinishGradient(channel, gradient, product, run.CountOf(result.Shape.Positions));
        }
    }

    /// <summary>Adds one block's share to the gradients of the source and of the parameters.</summary>
    public abstract void Backward(int pass, int block, Scratch<TLanes> scratch, RegionRun run);

    /// <inheritdoc />
    public virtual void Dispose()
    {
    }

    /// <summary>Adds one block's share to the statistics of a normalization of values that are not kept.</summary>
    protected void AddMoments(int block, Scratch<TLanes> scratch, RegionRun run)
    {
        if (norm is null || !run.IsTraining)
        {
            return;
        }

        norm.Begin(block);
        for (var channel = 0; channel < Shape.Channels; channel++)
        {
            AddMoments(block, channel, Values(block, channel, scratch.Room(0)), Shape.Positions, run);
        }
    }

    /// <summary>Adds values of a channel to the statistics of the normalization, of texts those of tokens.</summary>
    protected void AddMoments(int block, int channel, float* values, int positions, RegionRun run)
    {
        var mask = run.MaskAt(positions, block);
        norm!.Add(
            block,
            channel,
            mask == null ? Channels<TLanes>.Moments(values, positions) : Masking<TLanes>.Moments(values, mask, positions));
    }

    /// <summary>Writes the gradient of the result before its normalization.</summary>
    protected void WriteResultGradient(int block, Scratch<TLanes> scratch, RegionRun run) =>
        WriteResultGradient(block, Strip.Whole(result.Shape), scratch, run);

    /// <summary>Writes some rows of the gradient of the result before its normalization.</summary>
    protected void WriteResultGradient(int block, Strip strip, Scratch<TLanes> scratch, RegionRun run)
    {
        var (pitch, offset) = (strip.Pitch * TLanes.Count, strip.First * TLanes.Count);
        var present = TLanes.Load(run.PresentLanes(block));
        for (var channel = 0; channel < result.Shape.Channels; channel++)
        {
            var sum = scratch.Combination();
            foreach (var term in Terms)
            {
                var factor = TLanes.Broadcast(term.Factor(run) * (norm?.Factor(channel) ?? 1));
                sum.Add(term.Target.Gradient.At(block, channel) + offset, factor * TLanes.Load(term.Lanes(run, block)));
            }

            if (norm is { HasStatistics: true })
            {
                sum.Add(Values(block, channel, scratch.Room(0)) + offset, TLanes.Broadcast(norm.ValueFactor(channel)) * present);
                sum.AddBias(TLanes.Broadcast(norm.GradientBias(channel)) * present);
            }

            sum.WriteTo(scratch.ResultGradient + (channel * pitch), strip.Positions);
            if (norm is { HasStatistics: true })
            {
                Masking<TLanes>.Apply(run.MaskAt(strip.Positions, block), scratch.ResultGradient + (channel * pitch), strip.Positions);
            }
        }
    }
}
