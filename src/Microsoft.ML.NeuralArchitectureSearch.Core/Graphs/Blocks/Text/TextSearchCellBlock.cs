using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks.Text;

/// <summary>
/// One cell of a supernet over texts, as layers: every node reads all nodes before it, through every candidate operation.
/// </summary>
/// <remarks>
/// Liu et al., "DARTS" (2019), arXiv:1806.09055, Eq. (1), with one change: the edges that leave a state share the weights of an operation.
/// What each node
/// takes of it is its own choice, a row of α; so the operation is computed once for all of them, which a recurrent one needs.
/// </remarks>
internal static class TextSearchCellBlock
{
    /// <returns>The node that gives the concatenated nodes of the cell.</returns>
    public static int Add(TextCellInputs inputs, int nodes, IReadOnlyList<string> operations)
    {
        var states = inputs.AddStates();
        var candidates = new List<(int Output, int Operation)[]>();
        for (var node = 0; node < nodes; node++)
        {
            while (candidates.Count < states.Count)
            {
                candidates.Add(AddCandidates(inputs, operations, states, candidates.Count));
            }

            states.Add(inputs.Graph.Within($"nodes.{states.Count}", () => AddNode(inputs, candidates)));
        }

        return inputs.Graph.Add("output", new ConcatenationLayer(), [.. states.Skip(CellGenotype.InputCount)]);
    }

    // What is always zero adds nothing to a sum, and the gradient of its share is zero either way.
    private static (int Output, int Operation)[] AddCandidates(
        TextCellInputs inputs,
        IReadOnlyList<string> operations,
        List<int> states,
        int source) =>
    [
        .. operations.Index().Where(operation => operation.Item != OperationNames.None).Select(operation => (
            inputs.Graph.Within(
                $"states.{source}.{operation.Item}",
                () => AddCandidate(TextOperationBlocks.Find(operation.Item), inputs.At(states[source], source))),
            operation.Index)),
    ];

    private static int AddCandidate(TextOperationBlock operation, TextPlace at)
    {
        var output = operation.Add(at);
        return operation.IsNormalizedInSupernet ? at.AddNorm(output) : output;
    }

    private static int AddNode(TextCellInputs inputs, List<(int Output, int Operation)[]> candidates)
    {
        // The row of α of an edge: the edges into the first node come first.
        var node = candidates.Count - CellGenotype.InputCount;
        var first = node * (node + 3) / 2;
        var terms = candidates.SelectMany((operations, source) => operations.Select(candidate => inputs.Graph.Add(
            $"{source}.{candidate.Operation}",
            new ChoiceLayer(inputs.Place.Reduces, first + source, candidate.Operation),
            candidate.Output)));
        return inputs.Graph.AddSum("sum", [.. terms]);
    }
}
