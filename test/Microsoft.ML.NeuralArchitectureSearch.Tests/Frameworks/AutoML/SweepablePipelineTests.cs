using Microsoft.ML.AutoML;
using Microsoft.ML.SearchSpace;
using Microsoft.ML.SearchSpace.Option;
using Microsoft.ML.Transforms;
using NUnit.Framework;
using Space = Microsoft.ML.SearchSpace.SearchSpace;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Frameworks.AutoML;

public sealed class SweepablePipelineTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Test]
    public void Estimators_get_keys_in_their_order_and_one_pipeline_is_one_choice()
    {
        var pipeline = Copy("B", "A").Append(Sweepable("C")).Append(Copy("D", "C"));

        Assert.That(pipeline.Estimators.Keys, Is.EqualTo(new[] { "e0", "e1", "e2" }));
        Assert.That(Schemas(pipeline), Is.EqualTo(new[] { "e0 * e1 * e2" }));
        Assert.That(pipeline.SearchSpace.Keys, Is.EquivalentTo(new[] { "e0", "e1", "e2", "_SCHEMA_" }));
    }

    [Test]
    public void Several_arguments_are_alternatives()
    {
        var pipeline = Copy("B", "A").Append(Sweepable("C"), Sweepable("D")).Append(Copy("E", "A"));

        Assert.That(Schemas(pipeline), Is.EqualTo(new[] { "e0 * e1 * e3", "e0 * e2 * e3" }));
    }

    [Test]
    public void An_appended_pipeline_brings_its_estimators_under_new_keys()
    {
        var tail = Copy("X", "A").Append(Sweepable("Y"));

        var pipeline = Copy("B", "A").Append(tail);

        Assert.That(Schemas(pipeline), Is.EqualTo(new[] { "e0 * e1 * e2" }));
    }

    [Test]
    public void A_pipeline_is_built_from_the_parameters_of_its_estimators()
    {
        var pipeline = Copy("B", "A").Append(Sweepable("C"), Sweepable("D"));
        var rows = _ml.Data.LoadFromEnumerable(new[] { new Row { A = 1 } });
        var parameter = Parameter.CreateNestedParameter(
            new("_SCHEMA_", Parameter.FromString("e0 * e2")),
            new("e0", Parameter.CreateNestedParameter()),
            new("e2", Parameter.CreateNestedParameter(new KeyValuePair<string, Parameter>("Source", Parameter.FromString("B")))));

        var output = pipeline.BuildFromOption(_ml, parameter).Fit(rows).Transform(rows);

        Assert.That(output.Schema.Select(c => c.Name), Is.EqualTo(new[] { "A", "B", "D" }));
    }

    [Test]
    public void An_experiment_on_a_pipeline_builds_what_the_tuner_proposes()
    {
        var built = new List<string>();
        var pipeline = Copy("B", "A").Append(Sweepable("C", built), Sweepable("D", built));
        var experiment = _ml.Auto().CreateExperiment().SetPipeline(pipeline).SetMaxModelToExplore(8)
            .SetRandomSearchTuner(seed: 1)
            .SetTrialRunner(services => new BuildingRunner(pipeline));

        var best = experiment.Run();

        Assert.That(best.TrialSettings.Parameter["_pipeline_"]["_SCHEMA_"].AsType<string>(), Does.StartWith("e0 * e"));
        Assert.That(built.Distinct(), Is.EquivalentTo(new[] { "C", "D" }));
    }

    [Test]
    public void A_sweepable_estimator_is_of_unknown_kind_and_starts_at_its_defaults()
    {
        var estimator = new SweepableEstimator((_, _) => Copy("B", "A"), new Space { { "x", new UniformIntOption(2, 9) } });

        Assert.That(estimator.EstimatorType.ToString(), Is.EqualTo("Unknown"));
        Assert.That(estimator.Parameter["x"].AsType<int>(), Is.EqualTo(2));
    }

    private static IEnumerable<string> Schemas(SweepablePipeline pipeline) =>
        ((ChoiceOption)pipeline.SearchSpace["_SCHEMA_"]).Choices.Select(c => c.AsType<string>());

    private ColumnCopyingEstimator Copy(string output, string input) => _ml.Transforms.CopyColumns(output, input);

    private static SweepableEstimator Sweepable(string output, List<string>? built = null) => new(
        (context, parameter) =>
        {
            built?.Add(output);
            return context.Transforms.CopyColumns(output, parameter["Source"].AsType<string>());
        },
        new Space { { "Source", new ChoiceOption("A", "B") } });

    internal sealed class Row
    {
        public float A { get; set; }
    }

    internal sealed class BuildingRunner(SweepablePipeline pipeline) : ITrialRunner
    {
        public Task<TrialResult> RunAsync(TrialSettings settings, CancellationToken ct)
        {
            var chain = pipeline.BuildFromOption(new MLContext(), settings.Parameter["_pipeline_"]);
            return Task.FromResult(new TrialResult { TrialSettings = settings, Loss = chain is null ? double.NaN : 0 });
        }

        public void Dispose()
        {
        }
    }
}
