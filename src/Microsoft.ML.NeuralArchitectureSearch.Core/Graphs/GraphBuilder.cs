using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs;

/// <summary>Puts the layers of a network together and keeps count of the sizes of their feature maps.</summary>
public sealed class GraphBuilder
{
    // Each point in a key is a module within another one in the network.
    private const int LongestKey = 1000;
    private const int MostScopes = 50;

    private readonly ImmutableArray<GraphNode>.Builder _nodes = ImmutableArray.CreateBuilder<GraphNode>();
    private readonly HashSet<string> _keys = [];
    private string _scope = "";
    private bool _isStandardized;

    /// <summary>Begins with the images.</summary>
    /// <param name="shape">Size of an image.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side is zero or negative, or the image has too many values.</exception>
    public GraphBuilder(MapShape shape) => Add("input", new InputLayer(shape));

    /// <summary>The node that gives the images.</summary>
    public const int Input = 0;

    /// <summary>Operations besides those of the library that names stand for. Default: none.</summary>
    internal ImmutableArray<OperationBlock> OwnOperations { get; init; } = [];

    /// <summary>Size of the feature map that a node gives.</summary>
    /// <param name="node">Index of the node, as <see cref="Add"/> returned it.</param>
    /// <returns>Channels, height and width for one image.</returns>
    public MapShape ShapeOf(int node) => _nodes[node].Output;

    /// <summary>Adds a layer.</summary>
    /// <param name="name">Its name within the present scope.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="inputs">The nodes that it reads.</param>
    /// <returns>Index of the new node.</returns>
    /// <exception cref="ArgumentException">
    /// The name stands there twice or is too long, an input does not exist yet, the layer cannot read it, or its weights or its output
    /// would be too large to count.
    /// </exception>
    public int Add(string name, Layer layer, params ReadOnlySpan<int> inputs)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(layer);
        var shapes = ImmutableArray.CreateBuilder<MapShape>(inputs.Length);
        foreach (var input in inputs)
        {
            if (input < 0 || input >= _nodes.Count)
            {
                throw new ArgumentException($"There is no node {input} to read; there are {_nodes.Count} so far.", nameof(inputs));
            }

            shapes.Add(_nodes[input].Output);
        }

        var key = WellFormed.Of(_scope + name);
        if (key.Length > LongestKey || key.AsSpan().Count('.') > MostScopes)
        {
            throw new ArgumentException(
                $"The key of a layer has at most {LongestKey} characters and lies within at most {MostScopes} scopes; found {key.Length} "
                + $"and {key.AsSpan().Count('.')}.",
                nameof(name));
        }

        if (!_keys.Add(key))
        {
            throw new ArgumentException($"There is a layer '{key}' already.", nameof(name));
        }

        var added = _isStandardized && layer is BatchNormalizationLayer norm ? norm with { IsAffine = false } : layer;
        _nodes.Add(new GraphNode(key, added, [.. inputs], OutputOf(key, added, shapes.MoveToImmutable())));
        return _nodes.Count - 1;
    }

    /// <summary>Adds the layers of an operation that an architecture names.</summary>
    /// <param name="name">Its name, such as <c>sep_conv_3x3</c>.</param>
    /// <param name="input">The node that it reads.</param>
    /// <param name="stride">1 or 2.</param>
    /// <returns>
    /// The node that gives its output, <c>[C, ⌈H / stride⌉, ⌈W / stride⌉]</c>; the input where the operation has no layer.
    /// </returns>
    /// <exception cref="ArgumentException">No operation has this name, or its output has another shape.</exception>
    internal int AddOperation(string name, int input, int stride)
    {
        var output = OperationBlocks.Find(name, OwnOperations).Add(this, input, stride);
        var (read, expected) = (ShapeOf(input), ShapeOf(input).Strided(stride));
        return output >= 0 && output < _nodes.Count && ShapeOf(output) == expected
            ? output
            : throw new ArgumentException(
                $"The operation '{name}' turns {read} into {expected} (channels x height x width) at stride {stride}; its function "
                + "returned the node "
                + $"{output}, {(output >= 0 && output < _nodes.Count ? $"which gives {ShapeOf(output)}" : "which does not exist")}.",
                nameof(name));
    }

    private static MapShape OutputOf(string key, Layer layer, ImmutableArray<MapShape> inputs)
    {
        try
        {
            _ = layer.ParameterCount;
            _ = layer.MultiplyAddsOf(inputs);
            return Checked.Shape(layer.OutputOf(inputs), nameof(layer));
        }
        catch (Exception exception) when (exception is OverflowException or ArgumentOutOfRangeException)
        {
            throw new ArgumentException(
                $"The layer '{key}' is too large: the number of its weights, of its multiply-adds or of the values of its output "
                + "overflows. "
                + $"It is {layer} and reads {string.Join(", ", inputs)} (channels x height x width).",
                nameof(layer),
                exception);
        }
    }

    /// <summary>Adds layers whose names begin with the name of a scope, which may lie within another.</summary>
    /// <param name="name">The scope.</param>
    /// <param name="add">Adds them.</param>
    /// <returns>What <paramref name="add"/> returns.</returns>
    public T Within<T>(string name, Func<T> add)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(add);
        var before = _scope;
        _scope = $"{before}{name}.";
        try
        {
            return add();
        }
        finally
        {
            _scope = before;
        }
    }

    /// <summary>Adds layers whose batch normalizations learn no scale and no shift, as in the cells of supernets.</summary>
    /// <param name="add">Adds them.</param>
    /// <returns>What <paramref name="add"/> returns.</returns>
    internal T Standardized<T>(Func<T> add)
    {
        var before = _isStandardized;
        _isStandardized = true;
        try
        {
            return add();
        }
        finally
        {
            _isStandardized = before;
        }
    }

    /// <summary>The network: all layers that were added, the last one giving its output.</summary>
    /// <returns>The graph.</returns>
    public NetworkGraph Build() => new(_nodes.ToImmutable());
}
