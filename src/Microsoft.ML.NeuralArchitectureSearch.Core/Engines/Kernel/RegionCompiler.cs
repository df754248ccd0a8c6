using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel.Text;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;
using Microsoft.ML.NeuralArchitectureSearch.Kernels;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions.Text;

namespace Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel;

/// <summary>Makes a region of nodes of a graph.</summary>
/// <param name="graph">The graph.</param>
/// <param name="patterns">The layers that the kernels compute together.</param>
/// <param name="weights">Where the weights lie.</param>
/// <param name="masks">The masks of texts; <see langword="null"/> for images.</param>
internal sealed partial class RegionCompiler(GraphReaders graph, LayerPatterns patterns, KernelWeights weights, TextMasks? masks = null)
{
    private readonly RegionBuilder _region = new();
    private readonly Dictionary<int, KernelValue> _values = [];
    private readonly Dictionary<int, int> _dropPaths = [];
    private readonly Dictionary<int, int> _shared = [];
    private readonly ChoiceShape _choices = ChoiceShape.Of(graph.Graph);

    /// <param name="nodes">The nodes, in order.</param>
    /// <param name="parameterCount">Number of values of all parameters.</param>
    public CompiledRegion Compile(ImmutableArray<int> nodes, int parameterCount)
    {
        var own = nodes.ToHashSet();
        ImmutableArray<int> inputs = [.. nodes.SelectMany(node => graph.Graph.Nodes[node].Inputs)
            .Where(input => !own.Contains(input)), .. masks?.Nodes ?? []];
        inputs = [.. inputs.Distinct()];
        foreach (var input in inputs)
        {
            _values[input] = KernelValue.OfState(
                masks?.Nodes.Contains(input) == true ? _region.AddMask(ShapeOf(input)) : _region.AddInput(ShapeOf(input)));
        }

        foreach (var node in nodes.Where(node => !patterns.IsInner(node)))
        {
            _values[node] = patterns.EndingAt(node) is { } pattern ? Emit(pattern) : Emit(node);
        }

        ImmutableArray<int> outputs = [.. nodes.Where(node => !patterns.IsInner(node) && IsReadOutside(node, own))];
        ImmutableArray<int> states = [.. outputs.Select(WholeState)];
        ImmutableArray<int> dropPaths = [.. Enumerable.Range(0, _region.TermCount).Select(term => _dropPaths.GetValueOrDefault(term, -1))];
        return new CompiledRegion(_region.Build(states, parameterCount), inputs, outputs, dropPaths);
    }

    private MapShape ShapeOf(int node) => graph.Graph.Nodes[node].Output;

    private bool IsReadOutside(int node, HashSet<int> own) => graph.Of(node).IsEmpty
        ? node == graph.Graph.Nodes.Length - 1
        : graph.Of(node).Any(reader => !own.Contains(reader));

    private KernelValue Emit(LayerPattern pattern) => pattern switch
    {
        LayerPattern.Stage stage => Emit(stage),
        LayerPattern.Reduction reduction => Emit(reduction),
        LayerPattern.Biased biased => Emit(biased),
        LayerPattern.ScaledMaximum maximum => Emit(maximum),
        LayerPattern.Normalized normalized => Branch(Plan(normalized.Layer, weights.Norm(normalized.Norm))),
        _ => throw new NotSupportedException($"There are no kernels for {pattern}."),
    };

    private KernelValue Emit(int node)
    {
        var inputs = graph.Graph.Nodes[node].Inputs;
        switch (graph.LayerOf(node))
        {
            case ReluLayer relu:
                return Limited(inputs[0], new Clamp(0, (float)(relu.Maximum ?? double.PositiveInfinity)));
            case BatchNormalizationLayer:
                var (state, activation) = Read(inputs[0]);
                return Branch(new ActivationPlan(state, activation, weights.Norm(node)));
            case MaskedBatchNormalizationLayer:
                return Branch(Masked(node, weights.Norm(node)));
            case MaskLayer:
                return Branch(Masked(node, norm: null));
            case MaskedGlobalMaxPoolingLayer:
                return Branch(new TextMaximumPlan(WholeState(inputs[0]), Factor: 1));
            case NextPositionLayer:
                return Branch(new NextTokenPlan(WholeState(inputs[0])));
            case AdditionLayer:
                return KernelValue.OfState(Sum(ShapeOf(node), [.. inputs.Where(input => !_values[input].IsZero).Select(TermOf)]));
            case HardSwishLayer:
                return Branch(new HardSwishPlan(WholeState(inputs[0])));
            case ChannelShuffleLayer shuffle:
                var (mixed, behind) = Read(inputs[0]);
                return Branch(new ShufflePlan(mixed, shuffle.Groups)) with { Activation = behind };
            case ConcatenationLayer:
                return KernelValue.OfState(_region.Join([.. inputs.Select(WholeState)]));
            case ZeroLayer:
                return KernelValue.Zero;
            case DropPathLayer:
                return Dropped(inputs[0], node);
            case ChoiceLayer choice:
                return Chosen(inputs[0], choice);
            default:
                return Branch(Plan(node, norm: null));
        }
    }

    // Further stages behind a convolution that nothing else reads belong to it: what lies between them need not be kept.
    private KernelValue Emit(LayerPattern.Stage pattern)
    {
        var layer = (ConvolutionLayer)graph.LayerOf(pattern.Depthwise);
        var stage = new StagePlan(
            layer.KernelHeight,
            layer.StrideHeight,
            layer.Dilation,
            weights.Convolution(pattern.Depthwise),
            weights.Convolution(pattern.Pointwise),
            weights.Norm(pattern.Norm));
        if (_values[pattern.Relu] is { Branch: >= 0 and var branch } value && value.Activation == Clamp.Relu
            && graph.IsReadOnce(pattern.Relu) && _region.PlanOf(branch) is ConvolutionPlan first)
        {
            _region.Replace(branch, first with { Stages = first.Stages.Add(stage) });
            return KernelValue.OfBranch(branch);
        }

        var (state, activation) = Read(pattern.Relu);
        return Branch(new ConvolutionPlan(activation == Clamp.Relu ? state : WholeState(pattern.Relu), [stage]));
    }

    private KernelValue Emit(LayerPattern.Reduction pattern)
    {
        var channels = graph.Graph.Nodes[pattern.Norm].Output.Channels;
        var (state, activation) = Read(pattern.Relu);
        return Branch(new ReductionPlan(
            activation == Clamp.Relu ? state : WholeState(pattern.Relu),
            channels,
            weights.Convolution(pattern.Even),
            weights.Convolution(pattern.Odd),
            weights.Norm(pattern.Norm)));
    }

    private BranchPlan Plan(int node, NormPlan? norm)
    {
        var input = graph.InputOf(node);
        switch (graph.LayerOf(node))
        {
            case MaxPoolingLayer pooling:
                return new MaxPoolingPlan(WholeState(input), pooling.Kernel, pooling.Stride, norm);
            case AveragePoolingLayer pooling:
                return new AveragePoolingPlan(WholeState(input), pooling.Kernel, pooling.Stride, norm);
            case GlobalAveragePoolingLayer:
                var (pooled, limits) = Read(input);
                return new MeanPlan(pooled, limits);
            case MaskedMaxPoolingLayer or MaskedAveragePoolingLayer:
                return Pooled(node, norm);
            case ConvolutionLayer filter when masks is not null && TextMasks.IsFilter(filter):
                return Filtered(node, filter, norm);
            case ConvolutionLayer convolution when KernelLayers.IsProjection(convolution):
                var (mixed, before) = Read(input);
                return new ProjectionPlan(mixed, convolution.OutputChannels, weights.Convolution(node), norm) { Activation = before };
            case ConvolutionLayer filter when KernelLayers.IsDepthwise(filter):
                var (filtered, activation) = Read(input);
                return new DepthwisePlan(
                    filtered, filter.KernelHeight, filter.StrideHeight, filter.Dilation, weights.Convolution(node), activation, norm);
            case ConvolutionLayer dense:
                var (read, limit) = Read(input);
                return new DensePlan(
                    read,
                    dense.OutputChannels,
                    (dense.KernelHeight, dense.KernelWidth),
                    (dense.StrideHeight, dense.StrideWidth),
                    dense.Dilation,
                    dense.Groups,
                    weights.Convolution(node),
                    limit,
                    norm);
            case var layer:
                throw new NotSupportedException($"There are no kernels for {layer}.");
        }
    }

    private KernelValue Branch(BranchPlan plan) => KernelValue.OfBranch(_region.Add(plan));

    // A branch that only the activation reads may still be continued by what is behind that.
    private KernelValue Limited(int input, Clamp activation)
    {
        if (!graph.IsReadOnce(input) || _values[input].IsFactored)
        {
            Read(input);
        }

        return _values[input].IsZero ? KernelValue.OfState(WholeState(input)).Behind(activation) : _values[input].Behind(activation);
    }

    private KernelValue Dropped(int input, int dropPath)
    {
        if (_values[input].IsFactored)
        {
            Read(input);
        }

        return _values[input].IsZero ? KernelValue.Zero : KernelValue.OfBranch(BranchOf(input)) with { DropPath = dropPath };
    }

    private KernelValue Chosen(int input, ChoiceLayer choice) =>
        _values[input].IsZero ? KernelValue.Zero : KernelValue.OfBranch(Shared(input)) with { Choice = _choices.IndexOf(choice) };

    // One branch for all choices that read a node; where nothing else reads it, the branch whose result it is.
    private int Shared(int node)
    {
        if (_values[node] is { Branch: >= 0 and var branch, IsFactored: false } value && value.Activation == Clamp.None
            && graph.Of(node).All(reader => graph.LayerOf(reader) is ChoiceLayer))
        {
            return branch;
        }

        if (!_shared.TryGetValue(node, out var shared))
        {
            var (state, activation) = Read(node);
            _shared[node] = shared = _region.Add(new ActivationPlan(state, activation, Norm: null));
        }

        return shared;
    }

    private Term TermOf(int node)
    {
        var branch = BranchOf(node);
        return new Term(branch, _values[node].Choice, _values[node].DropPath);
    }

    // The branch that gives a node's value, but for its factors.
    private int BranchOf(int node)
    {
        if (_values[node] is { Branch: >= 0 and var branch } value && value.Activation == Clamp.None && graph.IsReadOnce(node))
        {
            return branch;
        }

        var (state, activation) = Read(node);
        return _region.Add(new ActivationPlan(state, activation, Norm: null));
    }

    private int Sum(MapShape shape, params ReadOnlySpan<Term> terms)
    {
        var summands = new Summand[terms.Length];
        for (var index = 0; index < terms.Length; index++)
        {
            summands[index] = new Summand(terms[index].Branch, terms[index].Choice);
            _dropPaths.Add(_region.TermCount + index, terms[index].DropPath);
        }

        return _region.AddSum(shape, summands);
    }

    // The state that a node's value lies in, and the activation that is still to be applied.
    private (int State, Clamp Activation) Read(int node)
    {
        var value = _values[node];
        if (value.State < 0)
        {
            var state = value.IsZero
                ? _region.AddSum(ShapeOf(node))
                : Sum(_region.ResultOf(value.Branch), new Term(value.Branch, value.Choice, value.DropPath));
            _values[node] = value = new KernelValue(state, Branch: -1, value.Activation);
        }

        return (value.State, value.Activation);
    }

    // A state that holds a node's value with its activation.
    private int WholeState(int node)
    {
        var (state, activation) = Read(node);
        if (activation != Clamp.None)
        {
            state = _region.AddSum(_region.Add(new ActivationPlan(state, activation, Norm: null)));
            _values[node] = KernelValue.OfState(state);
        }

        return state;
    }

    // What a sum adds: a branch, its choice and the layer that may drop it, both negative for none.
    private readonly record struct Term(int Branch, int Choice, int DropPath);
}
