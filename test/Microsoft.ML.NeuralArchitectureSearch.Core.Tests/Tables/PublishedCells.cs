using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Tables;

/// <summary>Published cells with what was measured of their networks: <c>Data/genotypes.json</c>, which is shipped.</summary>
internal static class PublishedCells
{
    /// <summary>The cells, by the names of their papers, with the entry that holds the measured numbers.</summary>
    public static IReadOnlyDictionary<string, (Genotype Genotype, JsonElement Measured)> All { get; } = JsonDocument
        .Parse(File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "Data", "genotypes.json")))
        .RootElement
        .GetProperty("cnn_genotypes")
        .EnumerateObject()
        .ToDictionary(entry => entry.Name, entry => (new Genotype(Cell(entry.Value, "normal"), Cell(entry.Value, "reduce")), entry.Value));

    private static CellGenotype Cell(JsonElement cell, string kind) => new(
        [.. cell.GetProperty(kind).EnumerateArray()
            .Select(edge => new Edge(edge[1].GetInt32(), edge[0].GetString()!))
            .Chunk(2)
            .Select(node => (ImmutableArray<Edge>)[.. node])],
        [.. cell.GetProperty(kind + "_concat").EnumerateArray().Select(node => node.GetInt32())]);
}
