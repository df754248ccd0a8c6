namespace Microsoft.ML.NeuralArchitectureSearch.Genotypes;

/// <summary>One input of an intermediate node: the node that it reads and the operation applied on the way.</summary>
/// <param name="Source">Index of the node that is read: 0 and 1 are the cell's inputs, 2 is the first intermediate node.</param>
/// <param name="Operation">Name of the operation, such as <c>sep_conv_3x3</c>; <see cref="OperationNames"/> lists the field's own.</param>
public readonly record struct Edge(int Source, string Operation)
{
    /// <summary>Name of the operation, such as <c>sep_conv_3x3</c>; <see cref="OperationNames"/> lists the field's own.</summary>
    public string Operation { get; init => field = WellFormed.Of(value); } = WellFormed.Of(Operation);
}
