using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Surrogates;

/// <summary>Tells the observer of a search what the surrogate learnt.</summary>
/// <param name="context">The context of the run, with the observer if there is one.</param>
/// <param name="clock">Measures the time since the search began.</param>
internal sealed class SurrogateReport(ProposerContext context, TimeProvider clock)
{
    private readonly long _begin = clock.GetTimestamp();
    private readonly Dictionary<Architecture, double> _forecasts = [];

    /// <summary>The context of the run.</summary>
    public ProposerContext Context => context;

    /// <summary>Remembers what the surrogate says of an architecture that is to be evaluated.</summary>
    public void Forecast(Architecture architecture, double prediction) => _forecasts[architecture] = prediction;

    /// <summary>Tells of a training, and how good the forecasts were that were made since the one before.</summary>
    public void Trained(int generation, IReadOnlyCollection<EvaluatedCandidate> observed)
    {
        context.Progress?.Report(new SurrogateTrained(clock.GetElapsedTime(_begin), generation, observed.Count, Accuracy(observed)));
        _forecasts.Clear();
    }

    private double? Accuracy(IEnumerable<EvaluatedCandidate> observed)
    {
        var known = observed.Where(evaluated => _forecasts.ContainsKey(evaluated.Candidate.Architecture)).ToArray();
        var accuracy = PairwiseAccuracy.Of(
            [.. known.Select(evaluated => _forecasts[evaluated.Candidate.Architecture])], [.. known.Select(
                evaluated => evaluated.Result.Score)]);
        return double.IsNaN(accuracy) ? null : accuracy;
    }
}
