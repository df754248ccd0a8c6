namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Tables;

/// <summary>
/// One cell of NAS-Bench-101: <c>nasbench101_20k/nasbench101_20k.csv.gz</c> in the folder of <see cref="BenchmarkData"/>.
/// </summary>
/// <param name="Hash">Its official hash.</param>
/// <param name="Edges">
/// Whether there is an edge from the first to the second vertex; the first vertex is the input, the last the output.
/// </param>
/// <param name="Operations">The operations of the vertices between.</param>
/// <param name="Parameters">Number of trainable weights of its network.</param>
/// <remarks>Ying et al., "NAS-Bench-101" (2019), arXiv:1902.09635.</remarks>
internal sealed record NasBench101Graph(string Hash, Func<int, int, bool> Edges, IReadOnlyList<string> Operations, long Parameters)
{
    /// <summary>Number of vertices.</summary>
    public int Vertices => Operations.Count + 2;

    /// <summary>Reads all rows of the sample.</summary>
    public static IEnumerable<NasBench101Graph> Read(string folder)
    {
        foreach (var row in CsvTable.Read(folder, "nasbench101_20k", "nasbench101_20k.csv.gz"))
        {
            var matrix = row("adjacency").Split('/');
            yield return new(
                row("module_hash"),
                (from, to) => matrix[from][to] == '1',
                row("ops").Split(',', StringSplitOptions.RemoveEmptyEntries),
                (long)row.Number("trainable_parameters"));
        }
    }
}
