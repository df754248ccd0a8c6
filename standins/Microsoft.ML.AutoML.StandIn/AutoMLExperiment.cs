using Microsoft.Extensions.DependencyInjection;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.AutoML;

public class AutoMLExperiment
{
    internal const string PipelineKey = "_pipeline_";
    private readonly AutoMLExperimentSettings _settings;
    private readonly BestTrial _best = new();
    private int? _maxModels;
    private TimeSpan? _maxTime;

    public AutoMLExperiment(MLContext context, AutoMLExperimentSettings settings)
    {
        _settings = settings;
        _settings.Seed ??= ((IHostEnvironmentInternal)context).Seed;
        _settings.SearchSpace ??= [];

        IChannelProvider channels = context;
        var childLog = channels.Start($"{nameof(AutoMLExperiment)}-ChildContext");
        Services.AddSingleton(_settings);
        Services.AddSingleton(channels.Start(nameof(AutoMLExperiment)));
        Services.AddTransient(_ => ChildOf(context, childLog));
    }

    internal IServiceCollection Services { get; } = new ServiceCollection();

    public AutoMLExperiment SetTrainingTimeInSeconds(uint trainingTimeInSeconds)
    {
        _settings.MaxExperimentTimeInSeconds = trainingTimeInSeconds;
        _maxTime = TimeSpan.FromSeconds(trainingTimeInSeconds);
        return this;
    }

    public AutoMLExperiment SetMaxModelToExplore(int maxModel)
    {
        _settings.MaxModels = maxModel;
        _maxModels = maxModel;
        return this;
    }

    public AutoMLExperiment AddSearchSpace(string key, SearchSpace.SearchSpace searchSpace)
    {
        _settings.SearchSpace[key] = searchSpace;
        return this;
    }

    // Whatever is registered last wins.
    public AutoMLExperiment SetMonitor<TMonitor>(TMonitor monitor)
        where TMonitor : class, IMonitor => With(Services.AddSingleton<IMonitor>(monitor));

    public AutoMLExperiment SetMonitor<TMonitor>()
        where TMonitor : class, IMonitor => With(Services.AddSingleton<IMonitor, TMonitor>());

    public AutoMLExperiment SetTrialRunner<TTrialRunner>(TTrialRunner runner)
        where TTrialRunner : class, ITrialRunner => With(Services.AddSingleton<ITrialRunner>(runner));

    public AutoMLExperiment SetTrialRunner<TTrialRunner>(Func<IServiceProvider, TTrialRunner> factory)
        where TTrialRunner : class, ITrialRunner => With(Services.AddTransient<ITrialRunner>(factory));

    public AutoMLExperiment SetTrialRunner<TTrialRunner>()
        where TTrialRunner : class, ITrialRunner => With(Services.AddTransient<ITrialRunner, TTrialRunner>());

    public AutoMLExperiment SetTuner<TTuner>(TTuner proposer)
        where TTuner : class, ITuner => SetTuner(_ => proposer);

    public AutoMLExperiment SetTuner<TTuner>(Func<IServiceProvider, TTuner> factory)
        where TTuner : class, ITuner => With(Services.AddSingleton<ITuner>(factory));

    public AutoMLExperiment SetTuner<TTuner>()
        where TTuner : class, ITuner => With(Services.AddSingleton<ITuner, TTuner>());

    public TrialResult Run() => RunAsync().Result;

    public async Task<TrialResult> RunAsync(CancellationToken ct = default)
    {
        var services = Services.BuildServiceProvider();
        _settings.CancellationToken = ct;
        await new TrialLoop(services, new StopConditions(_maxModels, _maxTime, ct), _best).RunAsync();
        return _best.Result ?? throw new TimeoutException(
            "Training time finished without completing a successful trial. Either no trial completed or the metric for all completed "
            + "trials are NaN or Infinity");
    }

    // A new context for each use: seed, device and folder are passed on, options are not.
    private static MLContext ChildOf(MLContext parent, IChannel log)
    {
        var child = new MLContext(((IHostEnvironmentInternal)parent).Seed)
        {
            GpuDeviceId = parent.GpuDeviceId,
            FallbackToCpu = parent.FallbackToCpu,
            TempFilePath = parent.TempFilePath,
        };
        child.Log += (_, line) => log.Send(new ChannelMessage(line.Kind, MessageSensitivity.Unknown, line.Message));
        return child;
    }

    private AutoMLExperiment With(IServiceCollection services) => services is null ? null : this;

    public class AutoMLExperimentSettings : ExperimentSettings
    {
        public int? Seed { get; set; }

        public SearchSpace.SearchSpace SearchSpace { get; set; }
    }
}
