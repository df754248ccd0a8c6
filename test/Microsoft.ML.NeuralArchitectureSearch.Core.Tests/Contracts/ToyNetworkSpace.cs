using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;

/// <summary>
/// Networks of a stem, one or more single edges in a row, and a classifier; an edge is a convolution, the identity or nothing.
/// </summary>
internal sealed class ToyNetworkSpace : INetworkSpace
{
    public static readonly DagCell Convolution = new([[OperationNames.Convolution3x3]]);
    public static readonly DagCell Identity = new([[OperationNames.SkipConnect]]);
    public static readonly DagCell Nothing = new([[OperationNames.None]]);

    private static readonly ImmutableArray<DagCell> All = [Convolution, Identity, Nothing];

    public Architecture Sample(Random random) => All[random.Next(All.Length)];

    public bool Contains(Architecture architecture) => All.Contains(architecture);

    public Architecture FromJson(string json) => DagCell.FromJson(json);

    public NetworkGraph Describe(Architecture architecture, NetworkSize size)
    {
        var builder = new GraphBuilder(size.Shape);
        var channels = size.Channels ?? 8;
        var node = builder.Add("stem.conv", new ConvolutionLayer(size.Shape.Channels, channels, 3), GraphBuilder.Input);
        node = builder.Add("stem.norm", new BatchNormalizationLayer(channels), node);
        for (var cell = 0; cell < (size.Cells ?? 1); cell++)
        {
            node = builder.Within($"cells.{cell}", () => Edge(builder, ((DagCell)architecture).Nodes[0][0], channels, node));
        }

        node = builder.Add("relu", new ReluLayer(), node);
        node = builder.Add("pool", new GlobalAveragePoolingLayer(), node);
        builder.Add("classifier", new LinearLayer(channels, size.ClassCount), node);
        return builder.Build();
    }

    private static int Edge(GraphBuilder builder, string operation, int channels, int node)
    {
        switch (operation)
        {
            case OperationNames.None:
                return builder.Add("none", new ZeroLayer(), node);
            case OperationNames.SkipConnect:
                return builder.Add("skip", new AdditionLayer(), node);
            default:
                node = builder.Add("relu", new ReluLayer(), node);
                node = builder.Add("conv", new ConvolutionLayer(channels, channels, 3), node);
                return builder.Add("norm", new BatchNormalizationLayer(channels), node);
        }
    }
}
