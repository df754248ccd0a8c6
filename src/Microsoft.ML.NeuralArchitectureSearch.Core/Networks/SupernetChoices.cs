using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Networks;

/// <summary>The shares of all operations on all edges of a supernet's cells, for one pass.</summary>
/// <param name="normal">Those of the normal cells, float <c>[E, O]</c>.</param>
/// <param name="reduction">Those of the reduction cells, float <c>[E, O]</c>.</param>
internal sealed class SupernetChoices(Tensor normal, Tensor reduction)
{
    private readonly long _operations = normal.size(1);
    private readonly Lazy<Tensor[]> _normal = new(() => normal.flatten().unbind(0));
    private readonly Lazy<Tensor[]> _reduction = new(() => reduction.flatten().unbind(0));

    /// <exception cref="InvalidOperationException">There are none.</exception>
    public static SupernetChoices Required(SupernetChoices? choices) =>
        choices ?? throw new InvalidOperationException(
            "The network is a supernet: it cannot be computed without the shares of its operations.");

    /// <summary>The share of an operation, a scalar.</summary>
    public Tensor Of(bool reduces, int edge, int operation) => (reduces ? _reduction : _normal).Value[(edge * _operations) + operation];

    /// <summary>The shares of the first edges and operations, normal cells first, float <c>[2, E, O]</c>.</summary>
    public Tensor Stacked(int edges, int operations)
    {
        using var scope = NewDisposeScope();
        return stack([normal, reduction]).narrow(1, 0, edges).narrow(2, 0, operations).contiguous().MoveToOuterDisposeScope();
    }
}
