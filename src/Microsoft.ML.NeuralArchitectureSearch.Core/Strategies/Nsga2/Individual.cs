using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Nsga2;

/// <summary>A candidate as NSGA-II sees it.</summary>
/// <param name="Candidate">The candidate.</param>
/// <param name="Values">Its objectives, each the less the better.</param>
/// <param name="Violation">By how much it exceeds the limits; 0 where it keeps within them.</param>
internal sealed record Individual(Candidate Candidate, ImmutableArray<double> Values, double Violation)
{
    /// <summary>Constraint domination: what exceeds the limits less is better; of those within them, what dominates.</summary>
    /// <remarks>Deb et al. (2002), definition 1.</remarks>
    public bool Dominates(Individual other) =>
        Violation == 0 && other.Violation == 0 ? ParetoFront.Dominates(Values, other.Values) : Violation < other.Violation;
}
