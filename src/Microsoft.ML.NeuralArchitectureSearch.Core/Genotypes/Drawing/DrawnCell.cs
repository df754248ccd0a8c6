using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Genotypes.Drawing;

/// <summary>A cell to be drawn, what it is called, and what its nodes are called.</summary>
internal sealed record DrawnCell(string Name, CellGenotype Cell, NodeLabels Labels)
{
    public string Title => $"{Name} cell";

    public static ImmutableArray<DrawnCell> Of(Genotype genotype) =>
    [
        new("normal", genotype.Normal, NodeLabels.OfConvolutionalCell),
        new("reduction", genotype.Reduction, NodeLabels.OfConvolutionalCell),
    ];

    /// <summary>State 0 is drawn as a node that reads the input and the hidden state; so state i is intermediate node i.</summary>
    public static ImmutableArray<DrawnCell> Of(RecurrentGenotype genotype)
    {
        const int first = CellGenotype.InputCount;
        ImmutableArray<Edge> initial = [new(0, ActivationNames.Tanh), new(1, ActivationNames.Tanh)];
        var nodes = genotype.Nodes.Select(node => (ImmutableArray<Edge>)[new(node.Source + first, node.Activation)]);
        var cell = new CellGenotype([initial, .. nodes], [.. genotype.Averaged.Select(state => state + first)]);
        return [new("recurrent", cell, NodeLabels.OfRecurrentCell)];
    }
}
