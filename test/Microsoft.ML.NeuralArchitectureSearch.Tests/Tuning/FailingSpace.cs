using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Tuning;

/// <summary>A space of sequences whose next network, once asked for, does not fit into memory.</summary>
internal sealed class FailingSpace : ISequenceSpace, INetworkSpace
{
    private static readonly DagCellSpace Space = new() { Nodes = 3 };

    /// <summary>The next network fails, and those after it do not.</summary>
    public bool FailsNext { get; set; }

    public int VocabularySize => Space.VocabularySize;

    public int SequenceLength => Space.SequenceLength;

    public Architecture Sample(Random random) => Space.Sample(random);

    public bool Contains(Architecture architecture) => Space.Contains(architecture);

    public Architecture FromJson(string json) => Space.FromJson(json);

    public ImmutableArray<int> Encode(Architecture architecture) => Space.Encode(architecture);

    public Architecture Decode(ReadOnlySpan<int> tokens) => Space.Decode(tokens);

    public ImmutableArray<int> Allowed(ReadOnlySpan<int> prefix) => Space.Allowed(prefix);

    public ImmutableArray<int> Permute(ImmutableArray<int> tokens, Random random) => Space.Permute(tokens, random);

    public NetworkGraph Describe(Architecture architecture, NetworkSize size)
    {
        var fails = FailsNext;
        FailsNext = false;
        return fails ? throw new InsufficientMemoryException("Too large.") : Space.Describe(architecture, size);
    }
}
