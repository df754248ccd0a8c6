using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;
using Microsoft.ML.NeuralArchitectureSearch.Tensors.Native;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Networks;

/// <summary>A network that computes what a <see cref="NetworkGraph"/> describes.</summary>
/// <remarks>
/// The names in its state dict are the keys of the graph's nodes followed by <c>weight</c>, <c>bias</c>, <c>running_mean</c> or
/// <c>running_var</c>
/// (and <c>num_batches_tracked</c>, which stays 0). Convolutions and linear layers begin as torch's modules do, batch normalization as the
/// identity.
/// </remarks>
public sealed class GraphNetwork : Module<Tensor, Tensor>
{
    private readonly IReadOnlyDictionary<string, string>? _names;
    private readonly Module?[] _weights;
    private readonly ImmutableArray<ImmutableArray<int>> _lastReads;
    private readonly List<(Module Scope, string Name)> _shared = [];

    /// <summary>Creates a network with weights of its own, drawn from torch's generator.</summary>
    /// <param name="graph">What it computes.</param>
    /// <exception cref="ArgumentNullException">There is no graph.</exception>
    public GraphNetwork(NetworkGraph graph)
        : this(graph, names: null)
    {
    }

    /// <summary>Creates a network with weights of its own, drawn from torch's generator.</summary>
    /// <param name="graph">What it computes.</param>
    /// <param name="names">Names in the state dict, by the keys of the graph's nodes; a key that is missing is its own name.</param>
    internal GraphNetwork(NetworkGraph graph, IReadOnlyDictionary<string, string>? names)
        : this(graph, new WeightStore(), names)
    {
        OwnsWeights = true;
        _shared.Clear();
    }

    /// <summary>Creates a network whose weights are those of a store.</summary>
    /// <param name="graph">What it computes.</param>
    /// <param name="store">The weights, and where those that are missing are added; it must outlive the network.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public GraphNetwork(NetworkGraph graph, WeightStore store)
        : this(graph, store, names: null)
    {
    }

    private GraphNetwork(NetworkGraph graph, WeightStore store, IReadOnlyDictionary<string, string>? names)
        : base(TorchRuntime.Required(nameof(GraphNetwork)))
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(store);
        (Graph, _names) = (graph, names);
        _weights = [.. graph.Nodes.Select(store.WeightsOf)];
        _lastReads = LastReads(graph);
        Register();
    }

    /// <summary>Builds the network of a genotype with weights drawn from torch's generator.</summary>
    /// <param name="genotype">The cells that it is built of.</param>
    /// <param name="options">Its size; channels and cells are set, see <see cref="CellNetworkOptions.ScaledTo"/>.</param>
    /// <param name="shape">Size of the images.</param>
    /// <param name="classCount">Number of classes, at least 2.</param>
    /// <returns>
    /// The network. The names in its state dict are those of the paper's reference code, so that weights trained there can be loaded.
    /// </returns>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="genotype"/> or <paramref name="options"/> is <see langword="null"/>.
    /// </exception>
    /// <exception cref="ArgumentException">As for <see cref="CellNetworkGraph.Check"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="classCount"/> is less than 2.</exception>
    public static GraphNetwork OfCells(Genotype genotype, CellNetworkOptions options, MapShape shape, int classCount)
    {
        var graph = CellNetworkGraph.Describe(genotype, options, shape, classCount);
        return new GraphNetwork(graph, ReferenceNames.Of(graph, genotype, options.Cells!.Value));
    }

    /// <summary>What the network computes.</summary>
    public NetworkGraph Graph { get; }

    /// <summary>Number of trainable weights.</summary>
    public long ParameterCount => parameters().Sum(parameter => parameter.numel());

    /// <summary>
    /// Probability that training leaves out a path, a <see cref="DropPathLayer"/>, for an image, within [0, 1). Default 0; a training
    /// raises it step by step.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [0, 1).</exception>
    public double DropPathProbability { get; set => field = Checked.BelowOne(value, nameof(DropPathProbability)); }

    /// <summary>Channels of the first layer.</summary>
    internal int Channels =>
        Graph.Nodes.Skip(1).FirstOrDefault(node => node.Layer is not (TrimLayer or TokenMaskLayer), Graph.Nodes[0]).Output.Channels;

    /// <summary>
    /// Receives the output of every layer that TorchSharp's operations compute, in order; the tensor is only valid during the call.
    /// Default: none.
    /// </summary>
    public Action<GraphNode, Tensor>? Observer { get; set; }

    /// <summary>Share of a mini-batch in the running statistics of batch normalization. Default 0.1, torch's own.</summary>
    internal double NormalizationMomentum { get; set; } = 0.1;

    /// <summary>The shares of the operations, where the network is a supernet; set before every pass.</summary>
    internal SupernetChoices? Choices { get; set; }

    /// <summary>The weights of each node; <see langword="null"/> where it has none.</summary>
    internal IReadOnlyList<Module?> Weights => _weights;

    /// <summary>Whether the weights are its own, not those of a store.</summary>
    internal bool OwnsWeights { get; }

    /// <summary>Its batch normalizations.</summary>
    internal IEnumerable<BatchNormalization> Normalizations => _weights.OfType<BatchNormalization>();

    /// <summary>Its convolution kernels and the matrices of its linear layers.</summary>
    internal IEnumerable<Parameter> Kernels =>
        _weights.Select(module => module switch { Conv2d convolution => convolution.weight, Linear linear => linear.weight, _ => null })
            .OfType<Parameter>();

    /// <summary>Classifies images.</summary>
    /// <param name="input">Images, float <c>[N, C, H, W]</c>.</param>
    /// <returns>Logits, float <c>[N, K]</c>.</returns>
    public override Tensor forward(Tensor input) => Run(input, withAuxiliary: false).Logits;

    /// <summary>Classifies inputs by all the classifiers that a training listens to.</summary>
    /// <param name="inputs">Images, or texts as rows of tokens, float <c>[N, C, H, W]</c>.</param>
    /// <returns>
    /// Logits, float <c>[N, K]</c>, and those of an auxiliary classifier, <see langword="null"/> without one or while not training.
    /// </returns>
    public (Tensor Logits, Tensor? Auxiliary) ForwardWithAuxiliary(Tensor inputs) =>
        Run(inputs, withAuxiliary: training && Graph.Auxiliary is not null);

    private (Tensor Logits, Tensor? Auxiliary) Run(Tensor input, bool withAuxiliary)
    {
        using var scope = NewDisposeScope();
        var outputs = new Tensor?[Graph.Nodes.Length];
        for (var index = 0; index < outputs.Length; index++)
        {
            if (withAuxiliary || Graph.IsPredicting(index))
            {
                var output = outputs[index] = Compute(index, input, outputs);
                Observer?.Invoke(Graph.Nodes[index], output);
            }

            foreach (var done in _lastReads[index])
            {
                outputs[done]?.Dispose();
            }
        }

        var auxiliary = withAuxiliary ? outputs[Graph.Auxiliary!.Value] : null;
        return (outputs[^1]!.MoveToOuterDisposeScope(), auxiliary?.MoveToOuterDisposeScope());
    }

    /// <summary>Computes the output of a node.</summary>
    /// <param name="index">The node.</param>
    /// <param name="input">The input of the network, float <c>[N, C, H, W]</c>.</param>
    /// <param name="outputs">The outputs of the nodes before it.</param>
    internal Tensor Compute(int index, Tensor input, Tensor?[] outputs)
    {
        var node = Graph.Nodes[index];
        var computation = new LayerComputation(_weights[index], training, NormalizationMomentum)
        {
            Choices = Choices,
            DropPathProbability = DropPathProbability,
        };
        return node.Layer is InputLayer ? input.alias() : computation.Apply(node.Layer, [.. node.Inputs.Select(read => outputs[read]!)]);
    }

    /// <summary>Copies the weights that another network has under the same names and with the same shapes.</summary>
    /// <param name="state">A state dict of the other network.</param>
    /// <returns>How many tensors were copied.</returns>
    /// <remarks>
    /// Weight inheritance: Real et al., "Large-Scale Evolution of Image Classifiers" (2017), arXiv:1703.01041, section 3.5.
    /// </remarks>
    /// <exception cref="ArgumentNullException">There is no state dict.</exception>
    public int Inherit(IReadOnlyDictionary<string, Tensor> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        using var noGradient = no_grad();
        var copied = 0;
        foreach (var (name, own) in state_dict())
        {
            if (state.TryGetValue(name, out var inherited) && inherited.shape.AsSpan().SequenceEqual(own.shape))
            {
                own.copy_(inherited);
                copied++;
            }
        }

        return copied;
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            // What is no longer registered is not disposed with the network: it belongs to the store.
            foreach (var (scope, name) in _shared)
            {
                scope.register_module(name, null!);
            }

            _shared.Clear();
        }

        base.Dispose(disposing);
    }

    private void Register()
    {
        var scopes = new Dictionary<string, Module> { [""] = this };
        for (var index = 0; index < _weights.Length; index++)
        {
            if (_weights[index] is { } weights)
            {
                var (scope, name) = Place(NameOf(Graph.Nodes[index].Key), scopes);
                scope.register_module(name, weights);
                _shared.Add((scope, name));
            }
        }
    }

    private string NameOf(string key) => _names?.GetValueOrDefault(key) ?? key;

    private static (Module Scope, string Name) Place(string key, Dictionary<string, Module> scopes)
    {
        var point = key.LastIndexOf('.');
        if (point < 0)
        {
            return (scopes[""], key);
        }

        var path = key[..point];
        if (!scopes.TryGetValue(path, out var scope))
        {
            var (outer, name) = Place(path, scopes);
            scope = new WeightScope();
            outer.register_module(name, scope);
            scopes.Add(path, scope);
        }

        return (scope, key[(point + 1)..]);
    }

    // For each node those whose outputs nobody needs after it.
    private static ImmutableArray<ImmutableArray<int>> LastReads(NetworkGraph graph)
    {
        var last = Enumerable.Range(0, graph.Nodes.Length).ToArray();
        for (var index = 0; index < last.Length; index++)
        {
            foreach (var input in graph.Nodes[index].Inputs)
            {
                last[input] = index;
            }
        }

        var done = last.Index().Where(node => node.Index < last.Length - 1 && node.Index != graph.Auxiliary)
            .ToLookup(node => node.Item, node => node.Index);
        return [.. Enumerable.Range(0, last.Length).Select(index => done[index].ToImmutableArray())];
    }
}
