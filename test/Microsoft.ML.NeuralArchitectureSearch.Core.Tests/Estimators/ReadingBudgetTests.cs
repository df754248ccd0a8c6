using Microsoft.ML.NeuralArchitectureSearch.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;

/// <summary>The time budget of a search includes the reading of its data.</summary>
public sealed class ReadingBudgetTests
{
    private const int Last = 7;

    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(10);

    private readonly MLContext _ml = new(seed: 1);
    private readonly SetClock _clock = new();
    private readonly Seen _strategy = new();

    private ImageSearchOptions Images => new()
    {
        FeatureColumnName = "Pixels",
        Strategy = _strategy,
        FinalNetwork = ToyImages.SmallNetwork,
        Training = ToyImages.ShortTraining,
        TimeBudget = Budget,
        Clock = _clock,
    };

    [SetUp]
    public void Reset()
    {
        _clock.Seconds = 0;
        _strategy.Tasks.Clear();
    }

    [Test]
    public void Reading_that_uses_it_up_ends_at_that_row()
    {
        var images = new CountedRows(Last, PassAll);
        Refused(() => _ml.MulticlassClassification.Trainers.NeuralArchitecture(Images).Search(images.Images(_ml)), images);
        var fitted = new CountedRows(Last, PassAll);
        Refused(() => _ml.MulticlassClassification.Trainers.NeuralArchitecture(Images).Fit(fitted.Images(_ml)), fitted);
        var texts = new CountedRows(Last, PassAll);
        Refused(() => _ml.MulticlassClassification.Trainers
            .NeuralArchitecture(new TextSearchOptions
            {
                FeatureColumnName = "Text",
                TimeBudget = Budget,
                Clock = _clock
            }).Search(texts.Texts(_ml)), texts);
        var sentences = new CountedRows(Last, PassAll);
        Refused(() => _ml.Transforms.Text
            .NeuralArchitecture(new LanguageModelSearchOptions
            {
                TimeBudget = Budget,
                Clock = _clock
            }).Search(sentences.Sentences(_ml)), sentences);
    }

    [Test]
    public void The_search_has_the_time_that_the_reading_left()
    {
        var rows = new CountedRows(Last, () => _clock.Seconds += 6);

        _ml.MulticlassClassification.Trainers.NeuralArchitecture(Images).Search(rows.Images(_ml, count: 30));

        Assert.That(_strategy.Tasks.Single().TimeBudget, Is.EqualTo(TimeSpan.FromSeconds(4)));
        Assert.That(_strategy.Tasks.Single().StatedTimeBudget, Is.EqualTo(Budget));
    }

    [Test]
    public void Without_a_budget_a_search_may_take_days()
    {
        var rows = new CountedRows(Last, () => _clock.Seconds += 1_000_000);

        _ml.MulticlassClassification.Trainers.NeuralArchitecture(Images with { TimeBudget = null }).Search(rows.Images(_ml, count: 30));

        Assert.That(_strategy.Tasks.Single().TimeBudget, Is.Null);
    }

    [Test]
    public void A_search_that_ended_in_an_earlier_run_needs_no_time()
    {
        using var folder = new TemporaryFolder();
        var options = Images with { CheckpointFolder = folder.File("checkpoints") };
        var found = _ml.MulticlassClassification.Trainers.NeuralArchitecture(options).Search(ToyImages.Keyed(_ml, 30));
        var rows = new CountedRows(Last, PassAll);

        var again = _ml.MulticlassClassification.Trainers.NeuralArchitecture(options).Search(rows.Images(_ml, count: 30));

        Assert.That(again.Architecture, Is.EqualTo(found.Architecture));
        Assert.That(_strategy.Tasks, Has.Count.EqualTo(1));
    }

    private void PassAll() => _clock.Seconds += 10;

    private void Refused(Action work, CountedRows rows)
    {
        _clock.Seconds = 0;
        Assert.That(
            () => work(),
            Throws.InstanceOf<TimeoutException>().With.Message.Contains("00:00:10").And.Message.Contains("while the data were read"));
        Assert.That(rows.Read, Is.EqualTo(Last));
    }

    /// <summary>Keeps its tasks and finds the first cells that it draws.</summary>
    private sealed class Seen : ISearchStrategy
    {
        public List<SearchTask> Tasks { get; } = [];

        public NeuralArchitectureSearchResult Search(SearchTask task)
        {
            Tasks.Add(task);
            return new() { Architecture = task.Space.Sample(new Random(1)), Outcome = SearchOutcome.Completed, Seed = task.Seed };
        }
    }
}
