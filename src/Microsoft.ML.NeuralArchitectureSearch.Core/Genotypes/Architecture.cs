namespace Microsoft.ML.NeuralArchitectureSearch.Genotypes;

/// <summary>What a network is built of, as a search space describes it: an immutable value.</summary>
/// <remarks>
/// Two architectures are equal when they were described by the same choices; <see cref="object.ToString"/> is readable, on one line.
/// </remarks>
public abstract record Architecture
{
    /// <summary>Writes the architecture as JSON; the search space that it belongs to reads it back.</summary>
    /// <returns>The text.</returns>
    public abstract string ToJson();
}
