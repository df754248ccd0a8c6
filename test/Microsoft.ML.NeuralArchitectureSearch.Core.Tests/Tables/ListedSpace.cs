using System.Collections.Immutable;
using System.Numerics;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Tables;

/// <summary>The architectures of a table that holds only some of a space.</summary>
/// <param name="members">All of them.</param>
public class ListedSpace(ImmutableArray<Architecture> members) : ICountedSpace
{
    private readonly HashSet<Architecture> _members = [.. members];

    public BigInteger Count => _members.Count;

    protected ImmutableArray<Architecture> Members => members;

    public Architecture Sample(Random random) => members[random.Next(members.Length)];

    public bool Contains(Architecture architecture) => _members.Contains(architecture);

    public Architecture FromJson(string json) => members.FirstOrDefault(member => member.ToJson() == json)
        ?? throw new FormatException($"No architecture of the table is written '{json}'.");
}
