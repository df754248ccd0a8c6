using Microsoft.Extensions.DependencyInjection;
using Microsoft.ML.AutoML;
using Microsoft.ML.SearchSpace;
using Microsoft.ML.SearchSpace.Option;
using NUnit.Framework;
using Space = Microsoft.ML.SearchSpace.SearchSpace;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Frameworks.AutoML;

public sealed class AutoMLExperimentTests
{
    private readonly ExperimentRecorder _monitor = new();
    private readonly RecordingTuner _tuner = new();

    [SetUp]
    public void Forget()
    {
        _monitor.Calls.Clear();
        _monitor.Running = null;
        _tuner.Updates.Clear();
    }

    [Test]
    public async Task The_smallest_loss_is_the_best()
    {
        var best = await Experiment(trials: 3, Losses(3, 1, 2)).RunAsync();

        Assert.That((best.TrialSettings.TrialId, best.Loss), Is.EqualTo((1, 1)));
        Assert.That(_monitor.Calls, Is.EqualTo(new[]
        {
            "running 0", "completed 0", "best 0", "running 1", "completed 1", "best 1", "running 2", "completed 2",
        }));
        Assert.That(_tuner.Updates, Is.EqualTo(new[] { (0, 3.0), (1, 1.0), (2, 2.0) }));
    }

    [Test]
    public async Task The_runner_gets_what_the_tuner_proposed()
    {
        var seen = new List<int>();
        await Experiment(2, Runner(settings =>
        {
            seen.Add(settings.Parameter["x"].AsType<int>());
            return 0;
        })).RunAsync();

        Assert.That(seen, Is.EqualTo(new[] { 0, 1 }));
    }

    [Test]
    public async Task A_first_trial_that_fails_ends_the_experiment()
    {
        var experiment = Experiment(3, Runner(_ => throw new NotSupportedException("broken")));

        await Assert.ThrowsAsync<NotSupportedException>(() => experiment.RunAsync());
        Assert.That(_monitor.Calls, Is.EqualTo(new[] { "running 0", "failed 0: broken" }));
    }

    [Test]
    public async Task A_later_failure_counts_as_the_worst_loss()
    {
        var best = await Experiment(3, Runner(s => s.TrialId == 1 ? throw new NotSupportedException("broken") : 5 - s.TrialId)).RunAsync();

        Assert.That(best.TrialSettings.TrialId, Is.EqualTo(2));
        Assert.That(_tuner.Updates, Is.EqualTo(new[] { (0, 5.0), (1, double.MaxValue), (2, 3.0) }));
    }

    [Test]
    public async Task A_loss_that_is_not_a_number_is_never_the_best()
    {
        var experiment = Experiment(2, Losses(double.NaN, double.NaN));

        await Assert.ThrowsAsync<TimeoutException>(() => experiment.RunAsync());
        Assert.That(_monitor.Calls.Where(c => c.StartsWith("best", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void Run_wraps_what_went_wrong()
    {
        var experiment = Experiment(1, Runner(_ => throw new NotSupportedException()));

        var error = Assert.Throws<AggregateException>(() => experiment.Run())!;

        Assert.That(error.InnerException, Is.InstanceOf<NotSupportedException>());
    }

    [Test]
    public async Task A_runner_is_disposed_after_each_trial_even_if_it_is_one_instance()
    {
        var runner = Losses(2, 1);

        await Experiment(2, runner).RunAsync();

        Assert.That(runner.Disposals, Is.EqualTo(2));
    }

    [Test]
    public async Task Cancelling_returns_the_best_so_far()
    {
        using var source = new CancellationTokenSource();
        var experiment = Experiment(100, new ScriptedRunner((settings, token) =>
        {
            if (settings.TrialId == 2)
            {
                source.Cancel();
                token.ThrowIfCancellationRequested();
            }

            return settings.TrialId;
        }));

        var best = await experiment.RunAsync(source.Token);

        Assert.That(best.TrialSettings.TrialId, Is.Zero);
        Assert.That(_monitor.Calls.Last(), Is.EqualTo("running 2"));
    }

    [Test]
    public async Task When_the_time_is_over_the_running_trial_is_cancelled()
    {
        var experiment = new MLContext(seed: 1).Auto().CreateExperiment()
            .SetTrainingTimeInSeconds(1).SetTuner(_tuner).SetMonitor(_monitor)
            .SetTrialRunner(new ScriptedRunner((settings, token) =>
            {
                if (settings.TrialId == 0)
                {
                    return 7;
                }

                Assert.That(token.WaitHandle.WaitOne(TimeSpan.FromSeconds(30)), "cancelled");
                throw new OperationCanceledException(token);
            }));

        var best = await experiment.RunAsync();

        Assert.That(best.Loss, Is.EqualTo(7));
    }

    [Test]
    public async Task A_cancellation_while_a_trial_is_reported_does_not_reach_the_trial()
    {
        using var source = new CancellationTokenSource();
        var wasCancelled = true;
        _monitor.Running = source.Cancel;
        var experiment = Experiment(100, new ScriptedRunner((_, token) =>
        {
            wasCancelled = token.IsCancellationRequested;
            return 1;
        }));

        var best = await experiment.RunAsync(source.Token);

        Assert.That((wasCancelled, best.TrialSettings.TrialId), Is.EqualTo((false, 0)));
    }

    [Test]
    public async Task A_time_limit_in_the_settings_alone_is_ignored()
    {
        var settings = new AutoMLExperiment.AutoMLExperimentSettings { MaxExperimentTimeInSeconds = 1 };
        var experiment = new MLContext(seed: 1).Auto().CreateExperiment(settings).SetMaxModelToExplore(1).SetTuner(_tuner)
            .SetTrialRunner(new ScriptedRunner((_, token) => token.WaitHandle.WaitOne(TimeSpan.FromSeconds(1.5)) ? 1 : 0));

        Assert.That((await experiment.RunAsync()).Loss, Is.Zero);
    }

    [Test]
    public async Task Time_without_any_success_is_a_timeout()
    {
        var experiment = new MLContext(seed: 1).Auto().CreateExperiment()
            .SetTrainingTimeInSeconds(1).SetTuner(_tuner)
            .SetTrialRunner(new ScriptedRunner((_, token) =>
            {
                token.WaitHandle.WaitOne(TimeSpan.FromSeconds(30));
                throw new OperationCanceledException(token);
            }));

        await Assert.ThrowsAsync<TimeoutException>(() => experiment.RunAsync());
    }

    [Test]
    public async Task What_is_set_last_wins()
    {
        var experiment = Experiment(1, Losses(1)).SetTrialRunner(Losses(2));

        var best = await experiment.RunAsync();

        Assert.That(best.Loss, Is.EqualTo(2));
    }

    [Test]
    public async Task Parts_are_made_with_what_they_ask_for()
    {
        var context = new MLContext(seed: 3);
        var experiment = context.Auto().CreateExperiment(new() { Seed = 11 })
            .AddSearchSpace("rate", new Space { { "value", new UniformDoubleOption(0, 1) } })
            .SetMaxModelToExplore(2).SetTuner<InjectedTuner>().SetTrialRunner<InjectedRunner>();

        var best = await experiment.RunAsync();

        Assert.That(best.TrialSettings.Parameter["rate"]["value"].AsType<double>(), Is.EqualTo(0.25));
        Assert.That(best.Metric, Is.EqualTo(11), "the seed of the settings");
        Assert.That(InjectedRunner.Contexts, Has.None.SameAs(context), "each part gets a context of its own");
    }

    [Test]
    public async Task A_random_search_with_a_seed_is_repeatable_and_stays_in_the_space()
    {
        var first = await RandomSearch();
        var second = await RandomSearch();

        Assert.That(first, Is.EqualTo(second));
        Assert.That(first.Distinct().Count(), Is.GreaterThan(15));
        Assert.That(first, Is.All.InRange(-1.0, 1.0));
    }

    [Test]
    public async Task A_local_search_comes_near_the_minimum()
    {
        var experiment = new MLContext(seed: 1).Auto().CreateExperiment()
            .AddSearchSpace("s", new Space { { "x", new UniformDoubleOption(-1, 1) }, { "y", new UniformDoubleOption(-1, 1) } })
            .SetMaxModelToExplore(200).SetCostFrugalTuner()
            .SetTrialRunner(
                Runner(s =>
                    Math.Pow(s.Parameter["s"]["x"].AsType<double>() - 0.3, 2) + Math.Pow(s.Parameter["s"]["y"].AsType<double>(), 2)));

        var best = await experiment.RunAsync();

        Assert.That(best.Loss, Is.LessThan(0.3), "the start has a loss of 2.7");
    }

    private static async Task<List<double>> RandomSearch()
    {
        var values = new List<double>();
        await new MLContext(seed: 1).Auto().CreateExperiment()
            .AddSearchSpace("s", new Space { { "x", new UniformDoubleOption(-1, 1) } })
            .SetMaxModelToExplore(20).SetRandomSearchTuner(seed: 5)
            .SetTrialRunner(Runner(settings =>
            {
                values.Add(settings.Parameter["s"]["x"].AsType<double>());
                return 0;
            })).RunAsync();
        return values;
    }

    private static ScriptedRunner Runner(Func<TrialSettings, double> loss) => new((settings, _) => loss(settings));

    private static ScriptedRunner Losses(params double[] losses) => Runner(settings => losses[settings.TrialId]);

    private AutoMLExperiment Experiment(int trials, ScriptedRunner runner) =>
        new MLContext(seed: 1).Auto().CreateExperiment().SetMaxModelToExplore(trials).SetTuner(_tuner).SetMonitor(_monitor)
            .SetTrialRunner(runner);

    internal sealed class InjectedTuner(AutoMLExperiment.AutoMLExperimentSettings settings) : ITuner
    {
        public Parameter Propose(TrialSettings trial) => settings.SearchSpace.SampleFromFeatureSpace([0.25]);

        public void Update(TrialResult result)
        {
        }
    }

    internal sealed class InjectedRunner(MLContext context, IServiceProvider services) : ITrialRunner
    {
        public static List<MLContext> Contexts { get; } = [];

        public Task<TrialResult> RunAsync(TrialSettings settings, CancellationToken ct)
        {
            Contexts.Add(context);
            var seed = services.GetRequiredService<AutoMLExperiment.AutoMLExperimentSettings>().Seed;
            return Task.FromResult(new TrialResult { TrialSettings = settings, Metric = seed ?? -1 });
        }

        public void Dispose()
        {
        }
    }
}
