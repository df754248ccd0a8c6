using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes.Drawing;

namespace Microsoft.ML.NeuralArchitectureSearch.Genotypes;

/// <summary>
/// What a recurrent cell is: the state that each node reads, the activation that it applies, and the states whose mean is the new hidden
/// state.
/// </summary>
/// <remarks>
/// <para>The cells of ENAS (Pham et al., 2018, arXiv:1802.03268, section 2.1), DARTS (Liu et al., 2019, arXiv:1806.09055, section 3.1.2)
/// and NAO (Luo et
/// al., 2018, arXiv:1808.07233). As JSON, state 0 being the initial one:</para>
/// <code>{"nodes":[{"activation":"relu","source":0},{"activation":"tanh","source":1}],"averaged":[1,2]}</code>
/// <para>As the text of the reference code of DARTS:</para>
/// <code>Genotype(recurrent=[('relu', 0), ('tanh', 1)], concat=range(1, 3))</code>
/// </remarks>
public sealed record RecurrentGenotype : Architecture
{
    /// <summary>Creates a cell whose hidden state is the mean of the states of all nodes.</summary>
    /// <param name="nodes">The nodes, in order.</param>
    /// <exception cref="ArgumentException">There is no node, one reads its own or a later state, or an activation is unknown.</exception>
    public RecurrentGenotype(ImmutableArray<RecurrentNode> nodes)
        : this(nodes, nodes.IsDefault ? default : [.. Enumerable.Range(1, nodes.Length)])
    {
    }

    /// <summary>Creates a cell.</summary>
    /// <param name="nodes">The nodes, in order.</param>
    /// <param name="averaged">The states whose mean is the new hidden state, 1 being that of the first node.</param>
    /// <exception cref="ArgumentException">
    /// As for the other constructor, or an averaged state does not exist or stands there twice.
    /// </exception>
    public RecurrentGenotype(ImmutableArray<RecurrentNode> nodes, ImmutableArray<int> averaged)
    {
        if (nodes.IsDefaultOrEmpty)
        {
            throw new ArgumentException("A recurrent cell needs at least one node.", nameof(nodes));
        }

        for (var state = 1; state <= nodes.Length; state++)
        {
            Check(nodes, state);
        }

        if (averaged.IsDefaultOrEmpty || averaged.Distinct().Count() != averaged.Length
            || averaged.Any(state => state < 1 || state > nodes.Length))
        {
            throw new ArgumentException(
                $"A recurrent cell of {nodes.Length} nodes averages distinct states out of 1 to {nodes.Length}, at least one; "
                + $"found [{(averaged.IsDefault ? "" : string.Join(", ", averaged))}].",
                nameof(averaged));
        }

        Nodes = nodes;
        Averaged = averaged;
    }

    /// <summary>The nodes, in order; the state of the first one is state 1.</summary>
    public ImmutableArray<RecurrentNode> Nodes { get; }

    /// <summary>The states whose mean is the new hidden state, 1 being that of the first node.</summary>
    public ImmutableArray<int> Averaged { get; }

    /// <summary>Reads a cell from the JSON that <see cref="ToJson"/> writes.</summary>
    /// <param name="json">The text; the type's remarks show its layout.</param>
    /// <returns>The cell.</returns>
    /// <exception cref="ArgumentNullException">There is no text.</exception>
    /// <exception cref="FormatException">The text is not the JSON of such a cell.</exception>
    public static RecurrentGenotype FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return RecurrentGenotypeJson.Read(json);
    }

    /// <summary>Reads a cell from the text of the reference code, as it stands in its source files and its logs.</summary>
    /// <param name="text">
    /// The call <c>Genotype(…)</c>, with or without an assignment before it, as <see cref="Genotype.ParseReference"/> reads it.
    /// </param>
    /// <returns>The cell.</returns>
    /// <exception cref="ArgumentNullException">There is no text.</exception>
    /// <exception cref="FormatException">The text is not such a call, or the cell cannot exist.</exception>
    public static RecurrentGenotype ParseReference(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return RecurrentReferenceText.Read(text);
    }

    /// <inheritdoc />
    public override string ToJson() => RecurrentGenotypeJson.Write(this);

    /// <summary>Writes the cell as the reference code does; Python reads it back.</summary>
    /// <returns>The text, on one line.</returns>
    public string ToReferenceText() => RecurrentReferenceText.Write(this);

    /// <summary>Describes the cell in the language of Graphviz.</summary>
    /// <returns>A directed graph.</returns>
    public string ToDot() => GenotypeDot.Write(DrawnCell.Of(this));

    /// <summary>Draws the cell; state 0 reads the input and the hidden state.</summary>
    /// <returns>A self-contained SVG document.</returns>
    public string ToSvg() => GenotypeSvg.Write(DrawnCell.Of(this));

    /// <summary>The text of the reference code.</summary>
    /// <returns>The text, on one line.</returns>
    public override string ToString() => ToReferenceText();

    /// <inheritdoc />
    public bool Equals(RecurrentGenotype? other) =>
        other is not null && Nodes.SequenceEqual(other.Nodes) && Averaged.SequenceEqual(other.Averaged);

    /// <inheritdoc />
    public override int GetHashCode() => Nodes.Aggregate(Averaged.Aggregate(0, HashCode.Combine), HashCode.Combine);

    private static void Check(ImmutableArray<RecurrentNode> nodes, int state)
    {
        var node = nodes[state - 1];
        if (node.Source < 0 || node.Source >= state)
        {
            throw new ArgumentException(
                $"Node {state} reads state {node.Source}; it may only read states 0 to {state - 1}.",
                nameof(nodes));
        }

        if (!ActivationNames.All.Contains(node.Activation))
        {
            throw new ArgumentException(
                $"Node {state} applies '{node.Activation}'; the activations are {string.Join(", ", ActivationNames.All)}.", nameof(nodes));
        }
    }
}
