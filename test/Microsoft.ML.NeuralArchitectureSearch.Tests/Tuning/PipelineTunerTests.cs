using Microsoft.ML.AutoML;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Tuning;

/// <summary>What AutoML's own tuners make of the architectures of a pipeline.</summary>
public sealed class PipelineTunerTests
{
    private const int Trials = 100;

    private static readonly ISequenceSpace[] Spaces = [new DagCellSpace(), new DartsCellSpace()];

    private static readonly Dictionary<string, Func<AutoMLExperiment, AutoMLExperiment>> Tuners = new()
    {
        ["Default"] = experiment => experiment,
        ["EciCostFrugal"] = experiment => experiment.SetEciCostFrugalTuner(),
        ["CostFrugal"] = experiment => experiment.SetCostFrugalTuner(),
        ["RandomSearch"] = experiment => experiment.SetRandomSearchTuner(),
        ["Smac"] = experiment => experiment.SetSmacTuner(numRandomEISearchConfigurations: 200),
        ["GridSearch"] = experiment => experiment.SetGridSearchTuner(),
    };

    private static IEnumerable<TestCaseData> Searches =>
        from space in Spaces
        from tuner in Tuners.Keys
        select new TestCaseData(space, tuner) { TestName = $"Each_tuner_tries_many_architectures({tuner}, {space.GetType().Name})" };

    [TestCaseSource(nameof(Searches))]
    public void Each_tuner_tries_many_architectures(ISequenceSpace space, string tuner)
    {
        int[] distinct = [.. Enumerable.Range(1, 5).Select(seed => Search(space, tuner, seed, ConvolutionCount).Distinct().Count())];

        TestContext.Out.WriteLine($"{tuner}: {string.Join(", ", distinct)} of {Trials}");
        Assert.That(distinct, Is.All.AtLeast(40));
    }

    [TestCase("EciCostFrugal")]
    [TestCase("CostFrugal")]
    public void A_search_that_never_improves_goes_on_trying(string tuner) =>
        Assert.That(Search(Spaces[0], tuner, seed: 1, _ => 0).Distinct().Count(), Is.AtLeast(40));

    [Test]
    public void The_default_tuner_finds_better_than_its_first()
    {
        var losses = Search(Spaces[0], "Default", seed: 1, ConvolutionCount).Select(ConvolutionCount).ToArray();

        Assert.That(losses.Min(), Is.LessThan(losses[0] - 1));
    }

    // The more convolutions the better.
    private static double ConvolutionCount(string json) => -json.Split("conv_3x3").Length;

    private static List<string> Search(ISequenceSpace space, string tuner, int seed, Func<string, double> loss)
    {
        var ml = new MLContext(seed);
        var tried = new List<string>();
        var pipeline = ml.Transforms.Conversion.MapValueToKey("Label").Append(ml.Auto().SweepableArchitecture(space));
        var experiment = ml.Auto().CreateExperiment().SetPipeline(pipeline).SetMaxModelToExplore(Trials);
        Tuners[tuner](experiment).SetTrialRunner(new PretendedRunner(json =>
        {
            tried.Add(json);
            return loss(json);
        })).Run();
        return tried;
    }

    private sealed class PretendedRunner(Func<string, double> loss) : ITrialRunner
    {
        public Task<TrialResult> RunAsync(TrialSettings settings, CancellationToken ct)
        {
            var value = loss(settings.Parameter["_pipeline_"]["e1"]["Architecture"].AsType<string>());
            return Task.FromResult(new TrialResult { TrialSettings = settings, Loss = value, Metric = value, DurationInMilliseconds = 10 });
        }

        public void Dispose()
        {
        }
    }
}
