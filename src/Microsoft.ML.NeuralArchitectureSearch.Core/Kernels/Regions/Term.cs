namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

/// <summary>A summand of a state: a branch's result, normalized, times a weight of the relaxed choice.</summary>
/// <param name="branch">The branch.</param>
/// <param name="target">The state.</param>
/// <param name="index">Its place among the terms of all cells.</param>
/// <param name="choice">Index of its factor among the weights of the relaxed choice; negative where the factor is 1.</param>
internal sealed unsafe class Term(IBranch branch, State target, int index, int choice)
{
    private readonly int _channels = branch.Shape.Channels;
    private (float Gradient, float Product)[] _partial = [];

    public IBranch Branch => branch;

    public State Target => target;

    public bool IsChoice => choice >= 0;

    /// <summary>Sum of the state's gradient over all images and pixels, for each channel.</summary>
    public double[] GradientSums { get; } = new double[branch.Shape.Channels];

    /// <summary>Sum of its products with the branch's result, for each channel.</summary>
    public double[] ProductSums { get; } = new double[branch.Shape.Channels];

    /// <summary>The factor of the whole term.</summary>
    public float Factor(RegionRun run) => choice >= 0 ? run.Choice[choice] : 1;

    /// <summary>A factor for each image of a block: 0 for those that are not there or left out.</summary>
    public float* Lanes(RegionRun run, int block) => run.TermLanes(index, block);

    /// <summary>Makes room for the sums of each block.</summary>
    public void Reserve(int blocks)
    {
        if (_partial.Length < blocks * _channels)
        {
            _partial = new (float, float)[blocks * _channels];
        }
    }

    /// <summary>Keeps the sums of one block.</summary>
    public void Record(int block, int channel, (float Gradient, float Product) sums) => _partial[(block * _channels) + channel] = sums;

    /// <summary>Adds up the blocks, and adds to the gradient of the weight of the choice.</summary>
    public void Finish(RegionRun run)
    {
        var norm = branch.Norm;
        var slope = 0.0;
        for (var channel = 0; channel < _channels; channel++)
        {
            var (gradient, product) = (0.0, 0.0);
            for (var block = 0; block < run.Blocks; block++)
            {
                gradient += _partial[(block * _channels) + channel].Gradient;
                product += _partial[(block * _channels) + channel].Product;
            }

            (GradientSums[channel], ProductSums[channel]) = (gradient, product);
            slope += norm is null ? product : (norm.Factor(channel) * product) + (norm.Bias(channel) * gradient);
        }

        if (choice >= 0 && run.ChoiceGradient != null)
        {
            run.ChoiceGradient[choice] += (float)slope;
        }
    }
}
