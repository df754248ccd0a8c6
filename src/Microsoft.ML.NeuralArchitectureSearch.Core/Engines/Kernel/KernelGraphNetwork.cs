using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel;

/// <summary>A network of a graph whose regions the kernels compute; torch computes the layers between them.</summary>
internal sealed class KernelGraphNetwork : IKernelNetwork
{
    private readonly GraphNetwork _network;
    private readonly GraphPartition _partition;
    private readonly ImmutableArray<(CompiledRegion Compiled, KernelRegion Region)> _regions;
    private readonly ImmutableArray<ImmutableArray<int>> _between;
    private readonly ChoiceShape _choices;
    private readonly int[] _lastReads;
    private readonly int _part;

    /// <param name="network">The network, on the CPU, float32.</param>
    /// <param name="partition">The regions of its graph.</param>
    /// <param name="threads">Number of threads.</param>
    /// <param name="widest">The most images in a vector: 16, 8 or 4. Default: as many as the processor has.</param>
    /// <param name="mostKept">
    /// Bytes that a region may keep from a forward to a backward pass. Default: see <see cref="KernelRegion"/>.
    /// </param>
    /// <param name="shared">
    /// The parameters of its regions, where another network compiled from the same one has them. Default: new ones.
    /// </param>
    public KernelGraphNetwork(
        GraphNetwork network,
        GraphPartition partition,
        int threads,
        int? widest = null,
        long? mostKept = null,
        IReadOnlyList<IKernelParameters>? shared = null)
    {
        (_network, _partition) = (network, partition);
        _between = [.. Enumerable.Range(0, partition.RegionCount + 1).Select(partition.BehindRegion)];
        ImmutableArray<ImmutableArray<int>> nodes = [.. Enumerable.Range(1, partition.RegionCount).Select(partition.Region)];
        var parameters = Parameters = shared ?? [.. nodes.Select(region => ParametersOf(network, region))];
        _regions =
        [
            .. nodes.Zip(parameters, (region, values) =>
            {
                var weights = new KernelWeights(network.Weights, values);
                var compiled = new RegionCompiler(partition.Readers, partition.Patterns, weights, partition.Masks).Compile(
                    region,
                    values.Count);
                return (compiled, new KernelRegion(compiled.Plan, values, threads, widest, mostKept));
            }),
        ];
        Weights =
        [
            .. parameters.OfType<FlatParameters>().Select(flat => flat.Values),
            .. OutsideRegions(network, network.OwnsWeights ? nodes.SelectMany(region => region) : []),
        ];
        _choices = ChoiceShape.Of(network.Graph);
        _lastReads = LastReads();
        _part = Part(LargestInput(partition), threads * (widest ?? LaneCount.Widest));
    }

    /// <summary>
    /// Whether the weights stay as they are, so that what the kernels make of them is made once. Default <see langword="false"/>.
    /// </summary>
    public bool AreWeightsFrozen { get; init; }

    /// <summary>The parameters of each region.</summary>
    public IReadOnlyList<IKernelParameters> Parameters { get; }

    /// <inheritdoc />
    public IReadOnlyList<Parameter> Weights { get; }

    /// <inheritdoc />
    public double KernelShare => _partition.KernelShare;

    /// <summary>Working memories of evaluations that no caller uses at the moment.</summary>
    public int IdleEngines => _regions.Sum(region => region.Region.IdleEngines);

    /// <inheritdoc />
    public (Tensor Logits, Tensor? Auxiliary) Forward(Tensor inputs)
    {
        var isEvaluation = !_network.training && !is_grad_enabled();
        if (isEvaluation && inputs.size(0) > _part)
        {
            using var parts = NewDisposeScope();
            return (cat([.. inputs.split(_part).Select(part => Forward(part).Logits)]).MoveToOuterDisposeScope(), null);
        }

        using var scope = NewDisposeScope();
        var outputs = new Tensor?[_network.Graph.Nodes.Length];
        for (var step = 0; step < _between.Length; step++)
        {
            if (step > 0)
            {
                Compute(_regions[step - 1], outputs, inputs.size(0), isEvaluation);
            }

            foreach (var node in _between[step].Where(IsNeeded))
            {
                var output = outputs[node] = IsTrimmed(node) ? inputs.alias() : _network.Compute(node, inputs, outputs);
                _network.Observer?.Invoke(_network.Graph.Nodes[node], output);
            }

            for (var node = 0; node < outputs.Length; node++)
            {
                if (_lastReads[node] <= step && outputs[node] is not null)
                {
                    outputs[node]!.Dispose();
                    outputs[node] = null;
                }
            }
        }

        var auxiliary = _network.training && _network.Graph.Auxiliary is { } second ? outputs[second] : null;
        return (outputs[^1]!.MoveToOuterDisposeScope(), auxiliary?.MoveToOuterDisposeScope());
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var (_, region) in _regions)
        {
            region.Dispose();
        }
    }

    private static IKernelParameters ParametersOf(GraphNetwork network, ImmutableArray<int> nodes)
    {
        Parameter[] parameters = [.. nodes.Select(node => network.Weights[node]).OfType<nn.Module>()
            .SelectMany(weights => weights.parameters())];
        return network.OwnsWeights ? new FlatParameters(parameters) : new GatheredParameters(parameters);
    }

    private static IEnumerable<Parameter> OutsideRegions(GraphNetwork network, IEnumerable<int> inside)
    {
        var regions = inside.ToHashSet();
        return network.Weights.Where((_, node) => !regions.Contains(node)).OfType<nn.Module>().SelectMany(weights => weights.parameters());
    }

    // Texts come trimmed to a length that the regions are compiled for.
    private bool IsTrimmed(int node) => _partition.Masks is not null && _network.Graph.Nodes[node].Layer is TrimLayer;

    // What is embedded is larger than the numbers of the words.
    private static int LargestInput(GraphPartition partition)
    {
        var nodes = partition.Readers.Graph.Nodes;
        return partition.Masks is null ? nodes[0].Output.Size : nodes.Max(node => node.Output.Size);
    }

    // As many images as fill the vectors of all threads, and more while they are small.
    private static int Part(int size, int filled)
    {
        const int Bytes = 1024 * 1024;
        return filled * Math.Max(1, Bytes / (filled * size * sizeof(float)));
    }

    private void Compute((CompiledRegion Compiled, KernelRegion Region) region, Tensor?[] outputs, long count, bool isEvaluation)
    {
        using var scope = NewDisposeScope();
        var lanes = isEvaluation ? region.Region.EvaluationLanes(count) : region.Region.Lanes(count);
        var inputs = new RegionInputs(
            [.. region.Compiled.Inputs.Select(node => BlockedImages.Of(outputs[node]!, lanes))],
            region.Region.Parameters.Values,
            _choices.Of(_network.Choices));
        var present = RegionCall.PresentLanes(count, inputs.Blocks, lanes);
        var call = new RegionCall(count, present, _network.training, DropPathFactors(region.Compiled, present, count))
        {
            Momentum = _network.NormalizationMomentum,
            AreParametersFrozen = AreWeightsFrozen,
        };
        foreach (var (node, blocks) in region.Compiled.Outputs.Zip(region.Region.Forward(inputs, call))
            .Where(output => IsNeededOutside(output.First)))
        {
            outputs[node] = BlockedImages.Images(blocks, count).MoveToOuterDisposeScope();
        }
    }

    // Predictions leave an auxiliary classifier out.
    private bool IsNeeded(int node) => _network.training || _network.Graph.IsPredicting(node);

    private bool IsNeededOutside(int node) =>
        _partition.Readers.Of(node) is { IsEmpty: false } readers ? readers.Any(IsNeeded) : IsNeeded(node);

    // A factor for each term and each image, float [T, B, L]; drawn in the order in which torch's operations draw.
    private Tensor? DropPathFactors(CompiledRegion region, Tensor present, long count)
    {
        if (!_network.training || _network.DropPathProbability == 0 || region.DropPaths.All(node => node < 0))
        {
            return null;
        }

        using var scope = NewDisposeScope();
        var lanes = present.flatten();                                                       // [B · L]
        var drawn = region.DropPaths.Where(node => node >= 0).Distinct().Order().ToDictionary(
            node => node,
            _ => functional.pad(DropPath.Factors(count, _network.DropPathProbability, present), [0, lanes.size(0) - count]));
        return stack([.. region.DropPaths.Select(node => node < 0 ? lanes : drawn[node])])
            .view(-1, present.size(0), present.size(1)).MoveToOuterDisposeScope();
    }

    // The step behind which nothing reads a node any more.
    private int[] LastReads()
    {
        var last = new int[_network.Graph.Nodes.Length];
        last[^1] = int.MaxValue;
        if (_network.Graph.Auxiliary is { } auxiliary)
        {
            last[auxiliary] = int.MaxValue;
        }

        for (var step = 0; step < _between.Length; step++)
        {
            IEnumerable<int> read = step == 0 ? [] : _regions[step - 1].Compiled.Inputs;
            foreach (var input in read.Concat(_between[step].SelectMany(node => _network.Graph.Nodes[node].Inputs)))
            {
                last[input] = Math.Max(last[input], step);
            }
        }

        return last;
    }
}
