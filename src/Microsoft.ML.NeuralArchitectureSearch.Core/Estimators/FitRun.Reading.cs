using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Batching.Text;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <content>The reading of the data, within the time budget of the search.</content>
internal sealed partial class FitRun
{
    private ReadingLog Log => new(Info, Warn, ThrowIfEnded);

    // A positive time: a search whose time is up says so itself, or gives what it found in an earlier run.
    private TimeSpan? TimeLeft =>
        _timeBudget - Context.Clock.GetElapsedTime(_begin) is { } left ? TimeSpan.FromTicks(Math.Max(1, left.Ticks)) : null;

    /// <summary>Reads and normalises the images.</summary>
    /// <exception cref="ArgumentException">The view cannot be learned from.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    /// <exception cref="TimeoutException">The time budget was used up.</exception>
    public TrainingExamples Read(IDataView input, ImageColumns columns, bool skipsUnreadable)
    {
        var classes = LabelClasses.Of(columns.Label);
        var images = ImageReader.Read(input, columns, Log, skipsUnreadable);
        Info($"Read {images.Count} images of {columns.Shape} (channels x height x width) in {images.ClassCount} classes.");
        return TrainingExamples.Normalized(images, classes, ThrowIfEnded);
    }

    /// <summary>Reads and encodes the texts.</summary>
    /// <exception cref="ArgumentException">The view cannot be learned from.</exception>
    /// <exception cref="FormatException">The file of word vectors is malformed.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    /// <exception cref="TimeoutException">The time budget was used up.</exception>
    public (TrainingExamples Examples, TextInput Words) Read(IDataView input, TextColumns columns, TextOptions options)
    {
        var classes = LabelClasses.Of(columns.Label);
        var texts = LabelledTextReader.Read(input, columns, options, Log);
        return (new TrainingExamples(texts.Data, new EncodedText(texts.Encoder), classes), texts.Input);
    }

    /// <summary>Reads texts to learn a language from.</summary>
    /// <exception cref="ArgumentException">The view cannot be learned from.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    /// <exception cref="TimeoutException">The time budget was used up.</exception>
    public Corpus Read(IDataView input, DataViewSchema.Column column, LanguageModelEstimatorOptions options)
    {
        var texts = CorpusReader.Read(input, column, options.Tokenizer, Log);
        var corpus = Corpus.Of(texts, options.Vocabulary, options.ValidationFraction, column.Name, new Random(Context.Seed), ThrowIfEnded);
        Info($"Read {texts.Length} texts of {corpus.Training.Count + corpus.Validation.Count} tokens, {corpus.Vocabulary.Count} different "
            + "ones known; "
            + $"{corpus.Validation.Count} tokens are held out.");
        return corpus;
    }

    // A search whose result is in the folder of checkpoints takes no time.
    private void ThrowIfEnded()
    {
        if (Context.Cancellation.IsCancellationRequested || Context.IsCancelled?.Invoke() == true)
        {
            throw new OperationCanceledException("The reading of the data was cancelled.", Context.Cancellation);
        }

        if (!_isFound && Context.Clock.GetElapsedTime(_begin) >= _timeBudget)
        {
            throw new TimeoutException(
                $"The time budget of {_timeBudget} was used up while the data were read: no architecture was found. "
                + "The budget includes the reading; a longer one, fewer rows or a faster source helps.");
        }
    }
}
