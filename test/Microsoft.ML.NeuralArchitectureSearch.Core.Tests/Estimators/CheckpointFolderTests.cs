using Microsoft.ML.NeuralArchitectureSearch.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;

/// <summary>Checkpoints as a user sees them: one option of every search and every trainer.</summary>
public sealed class CheckpointFolderTests
{
    private static readonly ImageSearchOptions Tiny = new()
    {
        FeatureColumnName = "Pixels",
        Strategy = new DartsStrategy(new() { Order = 1, Epochs = 2, Channels = 2, Cells = 3, BatchSize = 12 }),
        FinalNetwork = new() { Channels = 4, Cells = 3 },
        Training = new() { Epochs = 4, BatchSize = 8 },
    };

    private TemporaryFolder _folder = null!;

    private string Checkpoints => _folder.File("checkpoints");

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void A_fit_killed_in_its_final_training_goes_on_there_without_a_second_search()
    {
        var expected = Fit(new MLContext(seed: 1), Tiny);
        Assert.That(() => Fit(
            new MLContext(seed: 1),
            Tiny with { CheckpointFolder = Checkpoints, Progress = KillAt(SearchPhase.Training, epoch: 3) }), Throws.Exception);
        var ml = new MLContext(seed: 1);
        var log = new Log(ml);
        var events = new Recorder();

        var found = Fit(ml, Tiny with { CheckpointFolder = Checkpoints, Progress = events });

        Assert.That(found, Is.EqualTo(expected));
        Assert.That(
            log.Lines,
            Has.Some.StartsWith("Search: resumed from its end").And.Some.StartsWith("Training: resumed from epoch 2 of 4 ("));
        Assert.That(
            events.All.OfType<StepCompleted>().Select(step => (step.Phase, step.Epoch)).Distinct(),
            Is.EqualTo(new[] { (SearchPhase.Training, 3), (SearchPhase.Training, 4) }));
    }

    [Test]
    public void Without_a_seed_the_one_that_was_drawn_is_gone_on_with()
    {
        Assert.That(
            () => Fit(new MLContext(), Tiny with { CheckpointFolder = Checkpoints, Progress = KillAt(SearchPhase.Search, epoch: 2) }),
            Throws.Exception);

        var first = Fit(new MLContext(), Tiny with { CheckpointFolder = Checkpoints });
        var again = Fit(new MLContext(), Tiny with { CheckpointFolder = Checkpoints });

        Assert.That(again, Is.EqualTo(first));
    }

    [Test]
    public void Trainers_of_given_networks_have_checkpoints_too()
    {
        var cells = new CellNetworkTrainerOptions
        {
            FeatureColumnName = "Pixels",
            Network = ToyImages.SmallNetwork,
            Training = ToyImages.ShortTraining,
            CheckpointFolder = _folder.File("cells")
        };
        var texts = ToyTexts.Trainer with { Training = ToyTexts.Training with { Epochs = 2 }, CheckpointFolder = _folder.File("texts") };
        var language = new RecurrentLanguageModelEstimatorOptions
        {
            Network = ToyLanguage.SmallNetwork,
            Training = new() { Epochs = 2 },
            CheckpointFolder = _folder.File("language"),
        };
        for (var run = 0; run < 2; run++)
        {
            var ml = new MLContext(seed: 1);
            var log = new Log(ml);
            ml.MulticlassClassification.Trainers.CellNetwork(ToyImages.SmallCells, cells).Fit(ToyImages.Keyed(ml, 24));
            ml.MulticlassClassification.Trainers.TextNetwork(ToyTexts.Space, ToyTexts.Cells, texts).Fit(ToyTexts.Keyed(ml, 24));
            ml.Transforms.Text.RecurrentLanguageModel(ToyLanguage.Cell, language).Fit(ml.Data.LoadFromEnumerable(ToyLanguage.Rows(60)));

            Assert.That(
                log.Lines.Count(line => line.StartsWith("Training: resumed from epoch 2 of 2", StringComparison.Ordinal)),
                Is.EqualTo(run == 0 ? 0 : 3));
        }
    }

    [Test]
    public void Other_options_and_other_data_are_refused_and_the_message_names_both()
    {
        Fit(new MLContext(seed: 1), Tiny with { CheckpointFolder = Checkpoints });

        Assert.That(
            () => Fit(
                new MLContext(seed: 1),
                Tiny with { CheckpointFolder = Checkpoints, Training = Tiny.Training! with { LearningRate = 0.5 } }),
            Throws.InstanceOf<ArgumentException>().With.Message.Contains("options.LearningRate is 0.025 there and 0.5 here").And.Message
                .Contains("training.checkpoint"));
        Assert.That(
            () => Fit(new MLContext(seed: 2), Tiny with { CheckpointFolder = Checkpoints }),
            Throws.InstanceOf<ArgumentException>().With.Message.Contains("seed is 1 there and 2 here"));
        Assert.That(
            () => Fit(new MLContext(seed: 1), Tiny with { CheckpointFolder = Checkpoints }, rows: 30),
            Throws.InstanceOf<ArgumentException>().With.Message.Contains("24 examples").And.Message.Contains("30 examples"));
        Assert.That(
            () => Fit(new MLContext(seed: 1), Tiny with { CheckpointFolder = Checkpoints, Strategy = SearchStrategies.RandomSearch() }),
            Throws.InstanceOf<ArgumentException>().With.Message.Contains("strategy is DartsStrategy there and ProposerStrategy here"));
    }

    [Test]
    public void A_checkpoint_of_another_version_is_refused()
    {
        Fit(new MLContext(seed: 1), Tiny with { CheckpointFolder = Checkpoints });
        var path = Path.Combine(Checkpoints, CheckpointFolder.Training);
        var (fingerprint, state) = CheckpointFile.Read(path);
        CheckpointFile.Write(
            path,
            new(fingerprint.Entries.Select(entry => entry.Key == "version of the library" ? new(entry.Key, "0.0.1.0") : entry)),
            state);

        Assert.That(
            () => Fit(new MLContext(seed: 1), Tiny with { CheckpointFolder = Checkpoints }),
            Throws.InstanceOf<ArgumentException>().With.Message.Contains("version of the library is 0.0.1.0 there"));
    }

    [Test]
    public void A_result_with_the_content_of_another_checkpoint_is_refused_by_its_path()
    {
        Fit(new MLContext(seed: 1), Tiny with { CheckpointFolder = Checkpoints });
        var result = Path.Combine(Checkpoints, CheckpointFolder.Result);
        File.Copy(Path.Combine(Checkpoints, CheckpointFolder.Training), result, overwrite: true);

        Assert.That(
            () => Fit(new MLContext(seed: 1), Tiny with { CheckpointFolder = Checkpoints }),
            Throws.InstanceOf<FormatException>().With.Message.Contains(result));
    }

    [Test]
    public void A_folder_that_cannot_be_written_is_told_of_before_any_row_is_read()
    {
        File.WriteAllText(_folder.File("file"), "");
        var ml = new MLContext(seed: 1);

        Assert.That(
            () => ml.MulticlassClassification.Trainers.NeuralArchitecture(Tiny with { CheckpointFolder = _folder.File("file/below") })
                .Fit(new UnreadableView(ToyImages.Keyed(ml, 24))),
            Throws.InstanceOf<IOException>().With.Message.Contains("CheckpointFolder").And.Message.Contains("file/below"));
        Assert.That(() => Tiny with { CheckpointFolder = " " }, Throws.ArgumentException);
    }

    [Test]
    public void Two_runs_do_not_share_a_folder()
    {
        Exception? second = null;
        var first = new Recorder(happening =>
        {
            if (happening is StepCompleted { Phase: SearchPhase.Training, Epoch: 1, Step: 1 })
            {
                second = Assert.Catch(() => Fit(new MLContext(seed: 1), Tiny with { CheckpointFolder = Checkpoints }));
            }
        });

        Fit(new MLContext(seed: 1), Tiny with { CheckpointFolder = Checkpoints, Progress = first });

        Assert.That(second, Is.InstanceOf<IOException>().With.Message.Contains("another run uses it"));
    }

    [Test]
    public void A_disk_that_fills_up_costs_checkpoints_but_not_the_result()
    {
        var expected = Fit(new MLContext(seed: 1), Tiny);
        var ml = new MLContext(seed: 1);
        var log = new Log(ml);
        foreach (var name in new[] { CheckpointFolder.Search, CheckpointFolder.Training, CheckpointFolder.Result })
        {
            Directory.CreateDirectory(Path.Combine(Checkpoints, name + ".new")); // So that no file can be written there.
        }

        Assert.That(Fit(ml, Tiny with { CheckpointFolder = Checkpoints }), Is.EqualTo(expected));
        Assert.That(
            log.Warnings.Count(line => line.Contains("could not be written", StringComparison.Ordinal)),
            Is.EqualTo(8),
            "2 + 4 epochs, begin and end of the search");
    }

    [Test]
    public void What_a_strategy_of_the_users_found_is_kept()
    {
        var strategy = new FixedStrategy();
        for (var run = 0; run < 2; run++)
        {
            Fit(new MLContext(seed: 1), Tiny with { Strategy = strategy, CheckpointFolder = Checkpoints });
        }

        Assert.That(strategy.Searches, Is.EqualTo(1));
    }

    private static float[] Fit(MLContext ml, ImageSearchOptions options, int rows = 24)
    {
        var data = ToyImages.Keyed(ml, rows);
        using var model = ml.MulticlassClassification.Trainers.NeuralArchitecture(options).Fit(data);
        return [.. ml.Data.CreateEnumerable<ToyImages.KeyPrediction>(model.Transform(data), reuseRowObject: false)
            .SelectMany(row => row.Score)];
    }

    private static Recorder KillAt(SearchPhase phase, int epoch) => new(happening =>
    {
        if (happening is StepCompleted { Step: 1 } step && step.Phase == phase && step.Epoch == epoch)
        {
            throw new TimeoutException("Killed.");
        }
    });

    private sealed class FixedStrategy : ISearchStrategy
    {
        public int Searches { get; private set; }

        public NeuralArchitectureSearchResult Search(SearchTask task)
        {
            Searches++;
            return new() { Architecture = ToyImages.SmallCells, Outcome = SearchOutcome.Completed };
        }
    }
}
