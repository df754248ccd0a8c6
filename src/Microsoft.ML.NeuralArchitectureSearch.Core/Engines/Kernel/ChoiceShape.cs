using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel;

/// <summary>Size of the weights of a graph's relaxed choices, <c>[2, E, O]</c>; zeros where nothing is chosen.</summary>
/// <param name="Edges">Number of edges (E).</param>
/// <param name="Operations">Number of operations (O).</param>
internal readonly record struct ChoiceShape(int Edges, int Operations)
{
    public static ChoiceShape Of(NetworkGraph graph)
    {
        ChoiceLayer[] choices = [.. graph.Nodes.Select(node => node.Layer).OfType<ChoiceLayer>()];
        return choices.Length == 0 ? default : new(choices.Max(choice => choice.Edge) + 1, choices.Max(choice => choice.Operation) + 1);
    }

    /// <summary>Index of a choice's weight.</summary>
    public int IndexOf(ChoiceLayer choice) => ((((choice.Reduces ? Edges : 0) + choice.Edge) * Operations) + choice.Operation);

    /// <summary>The weights, float32 <c>[2, E, O]</c>; <see langword="null"/> where nothing is chosen.</summary>
    public Tensor? Of(SupernetChoices? choices) => Operations == 0 ? null : SupernetChoices.Required(choices).Stacked(Edges, Operations);
}
