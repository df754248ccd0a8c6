using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Networks;

/// <summary>The shares of all operations on all edges of a supernet's cells, taken apart once for each pass.</summary>
internal sealed class SupernetChoices(Tensor normal, Tensor reduction)
{
    private readonly long _operations = normal.size(1);
    private readonly Tensor[] _normal = normal.flatten().unbind(0);
    private readonly Tensor[] _reduction = reduction.flatten().unbind(0);

    /// <summary>The share of an operation, a scalar.</summary>
    public Tensor Of(bool reduces, int edge, int operation) => (reduces ? _reduction : _normal)[(edge * _operations) + operation];
}
