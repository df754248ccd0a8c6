using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Surrogates;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Nsga2;

/// <summary>Chooses those of many children that NSGA-II would keep if they were as good as a surrogate expects.</summary>
/// <param name="space">The space of the architectures.</param>
/// <param name="objectives">What is weighed.</param>
/// <param name="options">Settings.</param>
/// <param name="report">Told of the surrogate; its context is asked before every row of a computation.</param>
internal sealed class Screening(ISequenceSpace space, Objectives objectives, ScreeningOptions options, SurrogateReport report)
{
    private readonly List<EvaluatedCandidate> _observed = [];

    /// <summary>Children to breed for each one that is chosen.</summary>
    public int ChildrenPerProposal => options.ChildrenPerProposal;

    /// <summary>Remembers how good a candidate is.</summary>
    public void Observe(EvaluatedCandidate evaluated) => _observed.Add(evaluated);

    /// <summary>Chooses, by a surrogate of all that was observed.</summary>
    /// <param name="children">Members of the space.</param>
    /// <param name="count">How many to choose.</param>
    /// <param name="generation">Their generation.</param>
    /// <returns>At most so many, the best first.</returns>
    public ImmutableArray<Candidate> Best(IEnumerable<Architecture> children, int count, int generation)
    {
        var surrogate = new ResultSurrogate(space, _observed, objectives, options.Penalty, report.Context.ThrowIfCancelled);
        report.Trained(generation, _observed);
        Individual[] expected = [.. children.Each(report.Context.ThrowIfCancelled)
            .Select(child => Expected(new(child) { Generation = generation }, surrogate.Predict(child)))];
        var chosen = NondominatedSorting.Survivors(expected, count, report.Context.ThrowIfCancelled).Select(survivor => survivor.Individual)
            .ToArray();
        foreach (var individual in chosen)
        {
            report.Forecast(individual.Candidate.Architecture, -individual.Values[0]);
        }

        return [.. chosen.Select(individual => individual.Candidate)];
    }

    private Individual Expected(Candidate candidate, EvaluationResult prediction) =>
        new(candidate, objectives.Values(prediction), objectives.Violation(prediction));
}
