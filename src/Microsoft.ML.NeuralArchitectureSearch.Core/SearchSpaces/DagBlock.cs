using Microsoft.ML.NeuralArchitectureSearch.Genotypes;

namespace Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

/// <summary>The nodes of a cell whose every node reads all nodes before it, as layers.</summary>
internal static class DagBlock
{
    /// <param name="input">The node of the graph that the cell's node 0 stands for.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="addEdge">Adds the edge of a name with an operation behind a node of the graph.</param>
    /// <param name="addNode">Adds the node of a name that puts together what it reads.</param>
    /// <returns>The node of the graph that gives the output.</returns>
    public static int Add(int input, DagCell cell, Func<string, string, int, int> addEdge, Func<string, int[], int> addNode)
    {
        List<int> nodes = [input];
        foreach (var operations in cell.Nodes)
        {
            // Zeros add nothing: they are layers only where a node would otherwise read nothing.
            var read = Enumerable.Range(0, operations.Length).Where(source => operations[source] != OperationNames.None).ToArray();
            var node = nodes.Count;
            int[] edges =
            [
                .. (read.Length > 0 ? read : [0])
                    .Select(source => addEdge($"edges.{source}-{node}.{operations[source]}", operations[source], nodes[source])),
            ];
            nodes.Add(addNode($"nodes.{node}", edges));
        }

        return nodes[^1];
    }
}
