using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;

/// <summary>A space that can draw and recognise its members, and nothing else.</summary>
internal sealed class BareSpace(ISearchSpace space) : ISearchSpace
{
    public Architecture Sample(Random random) => space.Sample(random);

    public bool Contains(Architecture architecture) => space.Contains(architecture);

    public Architecture FromJson(string json) => space.FromJson(json);
}
