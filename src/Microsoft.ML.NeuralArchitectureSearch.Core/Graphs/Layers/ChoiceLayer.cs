using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

/// <summary>What an operation gives, times its share in the mixture of an edge of a supernet: an element of the softmax of α.</summary>
/// <remarks>Liu et al., "DARTS: Differentiable Architecture Search" (2019), arXiv:1806.09055, Eq. (2).</remarks>
/// <param name="Reduces">Whether the share is that of the reduction cells.</param>
/// <param name="Edge">The edge, a row of α.</param>
/// <param name="Operation">The operation, a column of α.</param>
internal sealed record ChoiceLayer(bool Reduces, int Edge, int Operation) : Layer
{
    /// <summary>The edge, a row of α.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int Edge { get; init => field = Checked.NotNegative(value, nameof(Edge)); } = Checked.NotNegative(Edge, nameof(Edge));

    /// <summary>The operation, a column of α.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int Operation
    {
        get;
        init => field = Checked.NotNegative(value, nameof(Operation));
    } = Checked.NotNegative(Operation, nameof(Operation));

    /// <inheritdoc />
    public override MapShape OutputOf(ImmutableArray<MapShape> inputs) => Single(inputs, "choice");
}
