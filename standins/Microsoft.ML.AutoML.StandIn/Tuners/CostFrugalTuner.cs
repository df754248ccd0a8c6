using Microsoft.ML.SearchSpace;

namespace Microsoft.ML.AutoML;

/// <summary>
/// The space's default, then a direct search from it; once that has converged, as in the original, another one from the same default.
/// </summary>
internal sealed class CostFrugalTuner : ITuner
{
    private readonly SearchSpace.SearchSpace _space;
    private readonly Random _random;
    private readonly Parameter _start;
    private Flow2 _search;

    internal CostFrugalTuner(SearchSpace.SearchSpace space, int? seed)
    {
        (_space, _random) = (space, seed is { } value ? new(value) : new());
        _start = space.SampleFromFeatureSpace(space.Default);
    }

    public Parameter Propose(TrialSettings settings) =>
        _search is null ? _space.SampleFromFeatureSpace(_space.MappingToFeatureSpace(_start)) : _search.Suggest();

    public void Update(TrialResult result)
    {
        if (_search is null)
        {
            _search = new(_space, result.TrialSettings.Parameter, result.Loss, _random);
        }
        else
        {
            _search.Learn(result.TrialSettings.Parameter, result.Loss);
        }

        if (_search.IsConverged)
        {
            _search = null;
        }
    }
}

/// <summary>
/// One cost-frugal search for each pipeline without alternatives. Which one is next is drawn; the original prefers those that promise to
/// improve sooner.
/// </summary>
internal sealed class EciCostFrugalTuner : ITuner
{
    private readonly Dictionary<string, CostFrugalTuner> _tuners;
    private readonly Parameter _defaults;
    private readonly Random _random;

    public EciCostFrugalTuner(
        SweepablePipeline pipeline,
        AutoMLExperiment.AutoMLExperimentSettings settings,
        ITrialResultManager history = null)
    {
        _random = settings.Seed is { } seed ? new(seed) : new();
        _defaults = settings.SearchSpace.SampleFromFeatureSpace(settings.SearchSpace.Default);
        _tuners = pipeline.Schemas.ToDictionary(schema => schema, schema =>
        {
            var space = new SearchSpace.SearchSpace();
            foreach (var (key, option) in settings.SearchSpace)
            {
                space[key] = key == AutoMLExperiment.PipelineKey ? pipeline.BuildSweepableEstimatorPipeline(schema).SearchSpace : option;
            }

            return new CostFrugalTuner(space, settings.Seed);
        });
        foreach (var trial in history?.GetAllTrialResults() ?? [])
        {
            Update(trial);
        }
    }

    public Parameter Propose(TrialSettings settings)
    {
        var parameter = _tuners.Values.ElementAt(_random.Next(_tuners.Count)).Propose(settings);
        foreach (var (key, value) in _defaults[AutoMLExperiment.PipelineKey])
        {
            if (!parameter[AutoMLExperiment.PipelineKey].ContainsKey(key))
            {
                parameter[AutoMLExperiment.PipelineKey][key] = value;
            }
        }

        return parameter;
    }

    public void Update(TrialResult result) =>
        _tuners[result.TrialSettings.Parameter[AutoMLExperiment.PipelineKey][SweepablePipeline.SchemaOption].AsType<string>()].Update(
            result);
}
