namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Nsga2;

/// <summary>An individual with its place in a population.</summary>
/// <param name="Individual">The individual.</param>
/// <param name="Rank">The front that it lies on, from 0.</param>
/// <param name="Distance">Its crowding distance within that front: how far apart its neighbours lie.</param>
internal sealed record RankedIndividual(Individual Individual, int Rank, double Distance)
{
    /// <summary>The crowded comparison: the lower rank, of equal ranks the less crowded place.</summary>
    /// <remarks>Deb et al. (2002), section III.B.</remarks>
    public bool IsBetterThan(RankedIndividual other) => Rank < other.Rank || (Rank == other.Rank && Distance > other.Distance);
}
