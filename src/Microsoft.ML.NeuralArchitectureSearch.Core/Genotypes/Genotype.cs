using Microsoft.ML.NeuralArchitectureSearch.Genotypes.Drawing;

namespace Microsoft.ML.NeuralArchitectureSearch.Genotypes;

/// <summary>What a cell network is built of: the cell that keeps the size of the feature maps and the one that halves it.</summary>
/// <param name="Normal">The cell used where the size stays.</param>
/// <param name="Reduction">The cell used at one third and two thirds of the depth: height and width halve, channels double.</param>
/// <remarks>
/// <para>As JSON, node 2 being the first intermediate node:</para>
/// <code>
/// {
///   "normal": {
///     "nodes": [[{"operation": "sep_conv_3x3", "source": 0}, {"operation": "skip_connect", "source": 1}]],
///     "concatenated": [2]
///   },
///   "reduction": { … }
/// }
/// </code>
/// <para>As the text of the reference code of DARTS (Liu et al., 2019, arXiv:1806.09055), two edges a node:</para>
/// <code>
/// Genotype(normal=[('sep_conv_3x3', 0), ('skip_connect', 1)], normal_concat=[2], reduce=[…], reduce_concat=[2])
/// </code>
/// </remarks>
public sealed partial record Genotype(CellGenotype Normal, CellGenotype Reduction) : Architecture
{
    /// <summary>The cell used where the size stays.</summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public CellGenotype Normal { get; init => field = NotNull(value, nameof(Normal)); } = NotNull(Normal, nameof(Normal));

    /// <summary>The cell used at one third and two thirds of the depth: height and width halve, channels double.</summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public CellGenotype Reduction { get; init => field = NotNull(value, nameof(Reduction)); } = NotNull(Reduction, nameof(Reduction));

    /// <summary>Reads a genotype from the JSON that <see cref="ToJson"/> writes.</summary>
    /// <param name="json">The text; the type's remarks show its layout.</param>
    /// <returns>The genotype.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is <see langword="null"/>.</exception>
    /// <exception cref="FormatException">
    /// The text is no JSON, a member is missing, unknown or of the wrong kind, or a cell cannot exist.
    /// </exception>
    public static Genotype FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return GenotypeJson.Read(json);
    }

    /// <summary>Reads a genotype from the text of the reference code, as it stands in its source files and its logs.</summary>
    /// <param name="text">
    /// The call <c>Genotype(…)</c>, with or without an assignment before it. Lists and tuples, <c>range(…)</c> and <c>list(range(…))</c>,
    /// both kinds of quotes, line breaks, comments and trailing commas are understood.
    /// </param>
    /// <returns>The genotype.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is <see langword="null"/>.</exception>
    /// <exception cref="FormatException">The text is not such a call, or a cell cannot exist.</exception>
    public static Genotype ParseReference(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return ReferenceText.Read(text);
    }

    /// <summary>Writes the genotype as JSON.</summary>
    /// <returns>The text; the type's remarks show its layout.</returns>
    public override string ToJson() => GenotypeJson.Write(this);

    /// <summary>Writes the genotype as the reference code does; Python reads it back.</summary>
    /// <returns>The text, on one line.</returns>
    /// <exception cref="InvalidOperationException">
    /// A node has another number of edges than two: the reference code has no text for it.
    /// </exception>
    public string ToReferenceText() => ReferenceText.Write(this);

    /// <summary>Describes both cells in the language of Graphviz.</summary>
    /// <returns>A directed graph with one cluster per cell.</returns>
    public string ToDot() => GenotypeDot.Write(DrawnCell.Of(this));

    /// <summary>Draws both cells.</summary>
    /// <returns>A self-contained SVG document.</returns>
    public string ToSvg() => GenotypeSvg.Write(DrawnCell.Of(this));

    /// <summary>The text of the reference code, or JSON where a node has another number of edges than two.</summary>
    /// <returns>The text, on one line.</returns>
    public override string ToString() => ReferenceText.CanWrite(this) ? ToReferenceText() : GenotypeJson.Write(this, indented: false);

    private static CellGenotype NotNull(CellGenotype? cell, string parameter) => cell ?? throw new ArgumentNullException(parameter);
}
