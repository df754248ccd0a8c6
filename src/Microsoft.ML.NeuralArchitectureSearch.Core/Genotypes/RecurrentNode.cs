namespace Microsoft.ML.NeuralArchitectureSearch.Genotypes;

/// <summary>A node of a recurrent cell: the state that it reads and what it applies.</summary>
/// <param name="Activation">Name of the activation, one of <see cref="ActivationNames.All"/>.</param>
/// <param name="Source">
/// Index of the state that is read: 0 is the initial one, computed from input and hidden state, 1 is that of the first node.
/// </param>
public readonly record struct RecurrentNode(string Activation, int Source);
