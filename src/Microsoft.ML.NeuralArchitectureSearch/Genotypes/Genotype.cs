namespace Microsoft.ML.NeuralArchitectureSearch.Genotypes;

/// <summary>What a cell network is built of: the cell that keeps the size of the feature maps and the one that halves it.</summary>
/// <param name="Normal">The cell used where the size stays.</param>
/// <param name="Reduction">The cell used at one third and two thirds of the depth: height and width halve, channels double.</param>
public sealed partial record Genotype(CellGenotype Normal, CellGenotype Reduction);
