using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Operations;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Networks;

/// <summary>One cell of a final network: the edges that the genotype names, no others.</summary>
internal sealed class NetworkCell : Module<Tensor, Tensor, Tensor>
{
    private readonly Module<Tensor, Tensor> preprocess0;
    private readonly Module<Tensor, Tensor> preprocess1;
    private readonly ModuleList<Module<Tensor, Tensor>> _ops;
    private readonly CellGenotype _genotype;

    public NetworkCell(CellGenotype genotype, CellPlacement place)
        : base(nameof(NetworkCell))
    {
        _genotype = genotype;
        preprocess0 = place.PreviousReduces
            ? new FactorizedReduction(place.EarlierChannels, place.Channels, affine: true)
            : new ReluConvolutionNorm(place.EarlierChannels, place.Channels, affine: true);
        preprocess1 = new ReluConvolutionNorm(place.PreviousChannels, place.Channels, affine: true);
        _ops = ModuleList<Module<Tensor, Tensor>>([.. genotype.Nodes.SelectMany(edges => edges).Select(edge => Create(edge, place))]);
        RegisterComponents();
    }

    /// <summary>Probability that an edge other than the identity is left out for an image while training.</summary>
    public double DropPathProbability { get; set; }

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
                node = node + Apply(_ops[edge++], states[other.Source]);

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

    private static Module<Tensor, Tensor> Create(Edge edge, CellPlacement place)
    {
        var stride = place.Reduces && edge.Source < CellGenotype.InputCount ? 2 : 1;
        return CandidateOperations.Find(edge.Operation).Create(new(place.Channels, stride, Affine: true));
    }
}
