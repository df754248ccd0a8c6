using Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;
using Microsoft.ML.NeuralArchitectureSearch.Operations;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Networks;

/// <summary>One cell of a final network: the edges that the genotype names, no others.</summary>
internal sealed class NetworkCell : Module<Tensor, Tensor, Tensor>, IPlannedCell
{
    private readonly Module<Tensor, Tensor> preprocess0;
    private readonly Module<Tensor, Tensor> preprocess1;
    private readonly ModuleList<Module<Tensor, Tensor>> _ops;
    private readonly CellGenotype _genotype;
    private readonly bool _reduces;

    public NetworkCell(CellGenotype genotype, CellPlacement place)
        : base(nameof(NetworkCell))
    {
        (_genotype, _reduces) = (genotype, place.Reduces);
        preprocess0 = place.PreviousReduces
            ? new FactorizedReduction(place.EarlierChannels, place.Channels, affine: true)
            : new ReluConvolutionNorm(place.EarlierChannels, place.Channels, affine: true);
        preprocess1 = new ReluConvolutionNorm(place.PreviousChannels, place.Channels, affine: true);
        _ops = ModuleList<Module<Tensor, Tensor>>([.. genotype.Nodes.SelectMany(edges => edges).Select(edge => Create(edge, place))]);
        RegisterComponents();
    }

    /// <summary>Probability that an edge other than the identity is left out for an image while training.</summary>
    public double DropPathProbability { get; set; }

    /// <inheritdoc />
    /// <remarks>An edge without a connection has none.</remarks>
    public bool SuitsKernels => _ops.All(operation => operation is not ZeroOperation && BranchPlans.Suit(operation));

    /// <inheritdoc />
    /// <remarks>First a term for each input, then for each edge.</remarks>
    public int AddTo(RegionBuilder region, BranchPlans plans, int earlier, int previous)
    {
        List<int> states =
        [
            region.AddSum(region.Add(plans.Of(preprocess0, [], earlier, stride: 1))),
            region.AddSum(region.Add(plans.Of(preprocess1, [], previous, stride: 1))),
        ];
        var operation = 0;
        foreach (var edges in _genotype.Nodes)
        {
            Summand[] summands = [.. edges.Select(edge =>
                new Summand(region.Add(plans.Of(_ops[operation++], [], states[edge.Source], Stride(edge.Source)))))];
            states.Add(region.AddSum(region.ResultOf(summands[0].Branch), summands));
        }

        return region.Join(_genotype.Concatenated.Select(node => states[node]));
    }

    /// <summary>Draws which edges are left out for which images, in the order in which <see cref="forward"/> draws.</summary>
    /// <param name="present">1 for each image, 0 for each lane without one, float <c>[B, L]</c>.</param>
    /// <param name="count">Number of images (N).</param>
    /// <returns>A factor for each term of <see cref="AddTo"/>, float <c>[T, B, L]</c>; <see langword="null"/> where nothing is left out.</returns>
    public Tensor? DropPathFactors(Tensor present, long count)
    {
        if (!training || DropPathProbability == 0)
        {
            return null;
        }

        using var scope = NewDisposeScope();
        var lanes = present.flatten();                                                       // [B · L]
        var inputs = Enumerable.Repeat(lanes, CellGenotype.InputCount);
        var factors = _ops.Select(operation => operation is IdentityOperation
            ? lanes
            : functional.pad(DropPath.Factors(count, DropPathProbability, present), [0, lanes.size(0) - count]));
        return stack([.. inputs, .. factors]).view(-1, present.size(0), present.size(1)).MoveToOuterDisposeScope();
    }

    /// <param name="earlier">Output of the cell before the previous one, float <c>[N, C″, H″, W″]</c>.</param>
    /// <param name="previous">Output of the previous cell, float <c>[N, C′, H, W]</c>.</param>
    /// <returns>The concatenated nodes, float <c>[N, nodes · C, H / stride, W / stride]</c>.</returns>
    public override Tensor forward(Tensor earlier, Tensor previous)
    {
        using var scope = NewDisposeScope();
        List<Tensor> states = [preprocess0.call(earlier), preprocess1.call(previous)];
        var edge = 0;
        foreach (var edges in _genotype.Nodes)
        {
            var node = Apply(_ops[edge++], states[edges[0].Source]);
            foreach (var other in edges.AsSpan(1..))
            {
                node = node.Add(Apply(_ops[edge++], states[other.Source]));
            }

            states.Add(node);
        }

        return cat([.. _genotype.Concatenated.Select(node => states[node])], 1).MoveToOuterDisposeScope();
    }

    private Tensor Apply(Module<Tensor, Tensor> operation, Tensor state)
    {
        var output = operation.call(state);
        return training && DropPathProbability > 0 && operation is not IdentityOperation
            ? DropPath.Apply(output, DropPathProbability)
            : output;
    }

    private int Stride(int source) => _reduces && source < CellGenotype.InputCount ? 2 : 1;

    private Module<Tensor, Tensor> Create(Edge edge, CellPlacement place) =>
        CandidateOperations.Find(edge.Operation).Create(new(place.Channels, Stride(edge.Source), Affine: true));
}
