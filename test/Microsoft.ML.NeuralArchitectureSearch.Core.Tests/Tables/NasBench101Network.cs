using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Tables;

/// <summary>
/// The networks of NAS-Bench-101 for CIFAR-10: a convolution to 128 channels, three stacks of three modules, a classifier.
/// </summary>
/// <remarks>
/// Ying et al. (2019), arXiv:1902.09635, section 2. Vertices that the output joins share its channels; every other has as many as the
/// widest that it feeds.
/// </remarks>
internal sealed class NasBench101Network(NasBench101Graph cell)
{
    private const int StemChannels = 128;
    private const int Stacks = 3;
    private const int ModulesPerStack = 3;

    private readonly GraphBuilder _graph = new(new MapShape(3, 32, 32));

    /// <summary>Describes the network.</summary>
    public NetworkGraph Describe()
    {
        var state = Convolution("stem", GraphBuilder.Input, StemChannels, kernel: 3);
        for (var stack = 0; stack < Stacks; stack++)
        {
            state = stack > 0 ? _graph.Add($"{stack}.halved", new MaxPoolingLayer(2, 2), state) : state;
            for (var module = 0; module < ModulesPerStack; module++)
            {
                state = _graph.Within($"{stack}.{module}", () => Module(state, StemChannels << stack));
            }
        }

        var pooled = _graph.Add("pooled", new GlobalAveragePoolingLayer(), state);
        _graph.Add("classifier", new LinearLayer(_graph.ShapeOf(pooled).Size, 10), pooled);
        return _graph.Build();
    }

    private int Module(int input, int channels)
    {
        var (output, widths) = (cell.Vertices - 1, Widths(channels));
        var vertices = new int[cell.Vertices];
        for (var vertex = 1; vertex < output; vertex++)
        {
            vertices[vertex] = Vertex(vertex, widths, vertices, input);
        }

        int[] joined = [.. Sources(output).Where(vertex => vertex > 0).Select(vertex => vertices[vertex])];
        if (joined.Length == 0)
        {
            return Convolution("output", input, channels, kernel: 1);
        }

        var all = _graph.Add("joined", new ConcatenationLayer(), joined);
        return cell.Edges(0, output) ? _graph.Add("sum", new AdditionLayer(), all, Convolution("output", input, channels, kernel: 1)) : all;
    }

    private int Vertex(int vertex, int[] widths, int[] vertices, int input)
    {
        // Of a vertex that is wider than this one the first channels are read.
        int[] read =
        [
            .. Sources(vertex).Select(source => source == 0
                ? Convolution($"{vertex}.input", input, widths[vertex], kernel: 1)
                : Narrowed($"{vertex}.{source}", vertices[source], widths[vertex])),
        ];
        var sum = _graph.Add($"{vertex}.sum", new AdditionLayer(), read);
        return cell.Operations[vertex - 1] == "maxpool3x3"
            ? _graph.Add($"{vertex}.pooled", new MaxPoolingLayer(3), sum)
            : Convolution($"{vertex}", sum, widths[vertex], kernel: cell.Operations[vertex - 1] == "conv3x3" ? 3 : 1);
    }

    private int[] Widths(int channels)
    {
        var output = cell.Vertices - 1;
        var widths = new int[cell.Vertices];
        var joined = Sources(output).Where(vertex => vertex > 0).ToArray();
        foreach (var (place, vertex) in joined.Index())
        {
            widths[vertex] = (channels / joined.Length) + (place < channels % joined.Length ? 1 : 0);
        }

        for (var vertex = output - 1; vertex > 0; vertex--)
        {
            if (widths[vertex] == 0)
            {
                widths[vertex] = Enumerable.Range(vertex + 1, output - vertex - 1).Where(to => cell.Edges(vertex, to))
                    .Max(to => widths[to]);
            }
        }

        return widths;
    }

    private IEnumerable<int> Sources(int vertex) => Enumerable.Range(0, vertex).Where(source => cell.Edges(source, vertex));

    private int Narrowed(string name, int node, int channels) =>
        _graph.ShapeOf(node).Channels == channels ? node : _graph.Add(name, new FirstChannelsLayer(channels), node);

    private int Convolution(string name, int input, int channels, int kernel)
    {
        var convolved = _graph.Add($"{name}.conv", new ConvolutionLayer(_graph.ShapeOf(input).Channels, channels, kernel), input);
        return _graph.Add($"{name}.relu", new ReluLayer(), _graph.Add($"{name}.norm", new BatchNormalizationLayer(channels), convolved));
    }
}
