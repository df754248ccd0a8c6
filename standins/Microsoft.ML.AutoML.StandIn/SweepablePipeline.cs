using Microsoft.ML.Data;
using Microsoft.ML.SearchSpace;
using Microsoft.ML.SearchSpace.Option;

namespace Microsoft.ML.AutoML;

public class SweepablePipeline : ISweepable<EstimatorChain<ITransformer>>
{
    internal const string SchemaOption = "_SCHEMA_";
    private readonly PipelineSchema _schema;

    internal SweepablePipeline()
    {
    }

    private SweepablePipeline(Dictionary<string, SweepableEstimator> estimators, PipelineSchema schema)
    {
        Estimators = estimators;
        _schema = schema;
    }

    public Dictionary<string, SweepableEstimator> Estimators { get; } = [];

    /// <summary>One nested space per estimator key, and the choice among the pipelines.</summary>
    public SearchSpace.SearchSpace SearchSpace
    {
        get
        {
            var space = new SearchSpace.SearchSpace();
            foreach (var (key, estimator) in Estimators)
            {
                space.Add(key, estimator.SearchSpace);
            }

            space.Add(SchemaOption, new ChoiceOption([.. _schema.Terms()]));
            return space;
        }
    }

    internal IEnumerable<string> Schemas => _schema.Terms();

    public EstimatorChain<ITransformer> BuildFromOption(MLContext context, Parameter parameter) =>
        PipelineSchema.KeysOf(parameter[SchemaOption].AsType<string>()).Aggregate(
            new EstimatorChain<ITransformer>(),
            (chain, key) => chain.Append(Estimators[key].BuildFromOption(context, parameter[key])));

    public SweepablePipeline BuildSweepableEstimatorPipeline(string schema) =>
        new(PipelineSchema.KeysOf(schema).ToDictionary(key => key, key => Estimators[key]), PipelineSchema.Parse(schema));

    /// <summary>Several arguments are alternatives of each other.</summary>
    public SweepablePipeline Append(params ISweepable<IEstimator<ITransformer>>[] sweepables)
    {
        var estimators = new Dictionary<string, SweepableEstimator>(Estimators);
        var appended = sweepables.Select(s => Adopt(s, estimators)).Aggregate((a, b) => new PipelineSchema.OneOf(a, b));
        return new(estimators, _schema is null ? appended : new PipelineSchema.Sequence(_schema, appended));
    }

    public string ToString(Parameter parameter) =>
        parameter.TryGetValue(AutoMLExperiment.PipelineKey, out var pipeline)
            ? string.Join("=>", PipelineSchema.KeysOf(pipeline[SchemaOption].AsType<string>()).Select(key => Estimators[key].EstimatorType))
            : string.Empty;

    private static PipelineSchema Adopt(ISweepable<IEstimator<ITransformer>> sweepable, Dictionary<string, SweepableEstimator> estimators)
    {
        switch (sweepable)
        {
            case SweepableEstimator estimator:
                return new PipelineSchema.One(Add(estimator, estimators));
            case SweepablePipeline pipeline:
                return pipeline._schema.Rename(key => Add(pipeline.Estimators[key], estimators));
            default:
                throw new ArgumentException($"A {sweepable?.GetType()} can be no part of a pipeline.", nameof(sweepable));
        }
    }

    private static string Add(SweepableEstimator estimator, Dictionary<string, SweepableEstimator> estimators)
    {
        var key = $"e{estimators.Count}";
        estimators.Add(key, estimator);
        return key;
    }
}
