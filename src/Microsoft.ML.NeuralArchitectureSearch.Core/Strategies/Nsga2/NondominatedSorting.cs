using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Nsga2;

/// <summary>Ranks a population by fronts and, within a front, by crowding.</summary>
/// <remarks>Deb et al., "A Fast and Elitist Multiobjective Genetic Algorithm: NSGA-II" (2002), sections III.A and III.B.</remarks>
internal static class NondominatedSorting
{
    /// <summary>The best individuals, ranked.</summary>
    /// <param name="population">All individuals.</param>
    /// <param name="count">How many survive: whole fronts as long as they fit, of the last one the least crowded.</param>
    /// <param name="beforeEach">Called before every individual that is compared with all others; it may throw.</param>
    /// <returns>At most so many, the best first.</returns>
    public static ImmutableArray<RankedIndividual> Survivors(IReadOnlyList<Individual> population, int count, Action? beforeEach = null)
    {
        var survivors = ImmutableArray.CreateBuilder<RankedIndividual>();
        foreach (var (rank, front) in Fronts(population, beforeEach).Index())
        {
            var distances = CrowdingDistances(front);
            survivors.AddRange(front.Zip(distances, (individual, distance) => new RankedIndividual(individual, rank, distance))
                .OrderByDescending(individual => individual.Distance)
                .Take(count - survivors.Count));
        }

        return survivors.ToImmutable();
    }

    /// <summary>The fast non-dominated sort: those that nothing dominates, then those that only these dominate, and so on.</summary>
    public static IReadOnlyList<IReadOnlyList<Individual>> Fronts(IReadOnlyList<Individual> population, Action? beforeEach = null)
    {
        var dominators = new int[population.Count];
        var dominated = population.Select(_ => new List<int>()).ToArray();
        for (var one = 0; one < population.Count; one++)
        {
            beforeEach?.Invoke();
            for (var other = 0; other < population.Count; other++)
            {
                if (population[one].Dominates(population[other]))
                {
                    dominated[one].Add(other);
                    dominators[other]++;
                }
            }
        }

        var fronts = new List<IReadOnlyList<Individual>>();
        int[] front = [.. Enumerable.Range(0, population.Count).Where(index => dominators[index] == 0)];
        while (front.Length > 0)
        {
            fronts.Add([.. front.Select(index => population[index])]);
            front = [.. front.SelectMany(index => dominated[index]).Where(index => --dominators[index] == 0)];
        }

        return fronts;
    }

    /// <summary>
    /// For each individual of a front the distance between its two neighbours in each objective, relative to the objective's range, summed;
    /// infinite at the ends.
    /// </summary>
    public static double[] CrowdingDistances(IReadOnlyList<Individual> front)
    {
        var distances = new double[front.Count];
        for (var objective = 0; objective < front[0].Values.Length; objective++)
        {
            int[] order = [.. Enumerable.Range(0, front.Count).OrderBy(index => front[index].Values[objective])];
            double Value(int place) => front[order[place]].Values[objective];
            var range = Value(front.Count - 1) - Value(0);
            distances[order[0]] = distances[order[^1]] = double.PositiveInfinity;
            for (var place = 1; place < front.Count - 1 && range > 0; place++)
            {
                distances[order[place]] += (Value(place + 1) - Value(place - 1)) / range;
            }
        }

        return distances;
    }
}
