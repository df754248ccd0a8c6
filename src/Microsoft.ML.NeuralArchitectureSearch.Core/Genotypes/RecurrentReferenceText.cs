using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Genotypes;

/// <summary>Recurrent cells as the reference code of DARTS prints them.</summary>
internal static class RecurrentReferenceText
{
    private const string Recurrent = "recurrent";
    private const string Concat = "concat";

    private static readonly ImmutableArray<string> Members = [Recurrent, Concat];

    public static string Write(RecurrentGenotype genotype)
    {
        var nodes = genotype.Nodes.Select(node => $"({ReferenceText.Quoted(node.Activation)}, {node.Source})");
        return $"Genotype({Recurrent}=[{string.Join(", ", nodes)}], {Concat}={Averaged(genotype)})";
    }

    public static RecurrentGenotype Read(string text)
    {
        var call = new ReferenceTextParser(text, Members);
        call.Parse();
        try
        {
            return new([.. call.Edges[Recurrent].Select(edge => new RecurrentNode(edge.Operation, edge.Source))], call.Outputs[Concat]);
        }
        catch (ArgumentException exception)
        {
            throw new FormatException($"'{Recurrent}' is no cell: {exception.Message}", exception);
        }
    }

    private static string Averaged(RecurrentGenotype genotype) =>
        genotype.Averaged.SequenceEqual(Enumerable.Range(1, genotype.Nodes.Length))
            ? $"range(1, {genotype.Nodes.Length + 1})"
            : $"[{string.Join(", ", genotype.Averaged)}]";
}
