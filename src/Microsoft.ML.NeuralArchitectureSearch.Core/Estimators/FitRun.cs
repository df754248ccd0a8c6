using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Batching.Text;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <summary>What one call of <c>Fit</c> or <c>Search</c> runs with: seed, device, channels and cancellation, out of the environment and the options.</summary>
internal sealed class FitRun : IDisposable
{
    private readonly IChannel _channel;
    private readonly ChannelProgress _progress;
    private readonly RunScope? _scope;
    private readonly CheckpointFolder? _checkpoints;

    /// <param name="environment">The environment that the estimator was given.</param>
    /// <param name="host">The estimator's own host in it.</param>
    /// <param name="name">Name of the channel.</param>
    /// <param name="options">The user's settings.</param>
    /// <exception cref="OperationCanceledException">The work was cancelled before it began.</exception>
    /// <exception cref="IOException">The folder of checkpoints cannot be written to, or another run uses it.</exception>
    /// <exception cref="InvalidOperationException">The context asks for a GPU that is not there, and the CPU may not step in.</exception>
    /// <exception cref="DllNotFoundException">TorchSharp's native library cannot be loaded.</exception>
    public FitRun(IHostEnvironment environment, IHost host, string name, EstimatorOptions options)
    {
        host.CheckAlive();
        options.CancellationToken.ThrowIfCancellationRequested();

        var settings = EnvironmentSettings.Of(environment);
        _channel = host.Start(name);
        _progress = new ChannelProgress(_channel, host, options.Progress);
        try
        {
            _channel.RequireTorch();
            _scope = new RunScope(this);
            _checkpoints = options.CheckpointFolder is { } folder ? CheckpointFolder.Open(folder) : null;
            Context = new TrainingContext
            {
                Device = ComputeDevice.Choose(settings.GpuDeviceId, settings.FallbackToCpu, Warn),
                Seed = options.Seed ?? settings.Seed ?? _checkpoints?.SeedOr(host.Rand.Next) ?? host.Rand.Next(),
                Progress = _progress,
                Cancellation = options.CancellationToken,
                IsCancelled = () => host is ICancelable { IsCanceled: true },
                Checkpoints = _checkpoints,
            };
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Device, seed, observers and cancellation, as the inner parts know them.</summary>
    public TrainingContext Context { get; }

    private ReadingLog Log => new(Info, Warn, () => Context.Cancellation.IsCancellationRequested || Context.IsCancelled?.Invoke() == true);

    /// <summary>Reads and normalises the images.</summary>
    /// <exception cref="ArgumentException">The view cannot be learned from.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public TrainingExamples Read(IDataView input, ImageColumns columns, bool skipsUnreadable)
    {
        var classes = LabelClasses.Of(columns.Label);
        var images = ImageReader.Read(input, columns, Log, skipsUnreadable);
        Info($"Read {images.Count} images of {columns.Shape} (channels x height x width) in {images.ClassCount} classes.");
        return TrainingExamples.Normalized(images, classes);
    }

    /// <summary>Reads and encodes the texts.</summary>
    /// <exception cref="ArgumentException">The view cannot be learned from.</exception>
    /// <exception cref="FormatException">The file of word vectors is malformed.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public (TrainingExamples Examples, TextInput Words) Read(IDataView input, TextColumns columns, TextOptions options)
    {
        var classes = LabelClasses.Of(columns.Label);
        var texts = LabelledTextReader.Read(input, columns, options, Log);
        return (new TrainingExamples(texts.Data, new EncodedText(texts.Encoder), classes), texts.Input);
    }

    /// <summary>Reads texts to learn a language from.</summary>
    /// <exception cref="ArgumentException">The view cannot be learned from.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public Corpus Read(IDataView input, DataViewSchema.Column column, LanguageModelEstimatorOptions options)
    {
        var texts = CorpusReader.Read(input, column, options.Tokenizer, Log);
        var corpus = Corpus.Of(texts, options.Vocabulary, options.ValidationFraction, column.Name, new Random(Context.Seed));
        Info($"Read {texts.Length} texts of {corpus.Training.Count + corpus.Validation.Count} tokens, {corpus.Vocabulary.Count} different ones known; "
            + $"{corpus.Validation.Count} tokens are held out.");
        return corpus;
    }

    /// <summary>Looks, before any row is read, whether a search can begin.</summary>
    /// <param name="strategy">How to search.</param>
    /// <param name="space">What may be found.</param>
    /// <param name="standIns">Stand-ins for the data; disposed.</param>
    /// <exception cref="ArgumentException">The strategy cannot search the space, or its settings do not suit data of that size.</exception>
    public void Check(ISearchStrategy strategy, ISearchSpace space, TrainingData standIns)
    {
        using (standIns)
        {
            strategy.Check(new SearchTask { Data = standIns, Space = space, Seed = Context.Seed });
        }
    }

    /// <summary>Searches.</summary>
    /// <param name="strategy">How.</param>
    /// <param name="space">What may be found.</param>
    /// <param name="data">What to search on.</param>
    /// <param name="timeBudget">Longest time that the search may take.</param>
    public NeuralArchitectureSearchResult Search(ISearchStrategy strategy, ISearchSpace space, TrainingData data, TimeSpan? timeBudget)
    {
        var found = Logged(() => SearchCheckpoint.Search(strategy, new SearchTask
        {
            Data = data,
            Space = space,
            Device = Context.Device,
            Seed = Context.Seed,
            TimeBudget = timeBudget,
            Progress = Context.Progress,
            Cancellation = Context.Cancellation,
            IsCancelled = Context.IsCancelled,
            Checkpoints = _checkpoints,
        }));
        Info($"Found: {found.Architecture}");
        return found;
    }

    /// <summary>Trains what a search found.</summary>
    /// <exception cref="SearchCancelledException">The search or the training was cancelled; the exception carries what was found.</exception>
    /// <exception cref="DivergedException">The loss is no longer a finite number; the exception carries what was found.</exception>
    /// <exception cref="FinalTrainingException">Another error ended the training; the exception carries what was found.</exception>
    public T Train<T>(NeuralArchitectureSearchResult found, Func<T> train)
    {
        if (found.Outcome == SearchOutcome.Cancelled)
        {
            throw new SearchCancelledException(found, Context.Cancellation);
        }

        try
        {
            return Logged(train);
        }
        catch (OperationCanceledException)
        {
            throw new SearchCancelledException(found, Context.Cancellation);
        }
        catch (DivergedException exception)
        {
            throw new DivergedException(exception.Message, found, exception);
        }
        catch (Exception exception) when (exception is not RefusedCheckpointException)
        {
            throw new FinalTrainingException(found, exception);
        }
    }

    /// <summary>Runs a search or a training; what ends it is told to the log, in words that a user can read.</summary>
    /// <exception cref="InvalidOperationException">A computation of libtorch failed.</exception>
    public T Logged<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception exception) when (NativeError.Is(exception))
        {
            var message = $"A computation failed: {NativeError.MessageOf(exception)}";
            _channel.Error(MessageSensitivity.None, message);
            throw new InvalidOperationException(message, exception);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            _channel.Error(MessageSensitivity.None, NativeError.MessageOf(exception));
            throw;
        }
    }

    public void Info(string line) => _channel.Info(MessageSensitivity.Schema, line);

    public void Dispose()
    {
        _checkpoints?.Dispose();
        _scope?.Dispose();
        _progress.Dispose();
        _channel.Dispose();
    }

    private void Warn(string line) => _channel.Warning(MessageSensitivity.Schema, line);
}
