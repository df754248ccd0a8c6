using System.Text.Json;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Tables;

/// <summary>A cell of NAS-Bench-101: a directed acyclic graph with operations at its inner vertices.</summary>
/// <param name="Adjacency">Rows of the adjacency matrix, joined by <c>/</c>.</param>
/// <param name="Operations">Operations of the inner vertices, joined by commas.</param>
public sealed record NasBench101Cell(string Adjacency, string Operations) : Architecture
{
    public override string ToJson() => JsonSerializer.Serialize(this);

    public override string ToString() => $"{Adjacency} {Operations}";
}
