using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Strategies;

/// <summary>A history is only continued by the evaluator and on the data that it was begun with.</summary>
public sealed class SearchHistoryOriginTests
{
    private static readonly DagCellSpace Space = new() { Nodes = 3 };
    private static readonly TrainedEvaluatorOptions Quick = new() { Epochs = 1, Channels = 2, Cells = 1, BatchSize = 8 };

    private TemporaryFolder _folder = null!;

    private string HistoryFile => _folder.File("history.jsonl");

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void The_same_settings_and_data_go_on()
    {
        Search(1, BarImages.Create(16));
        var events = new RecordedEvents();

        Search(2, BarImages.Create(16), progress: events);

        Assert.That(events.All.OfType<HistoryReplayed>().Single().Replayed, Is.EqualTo(1));
        Assert.That(events.All.OfType<SearchWarning>(), Is.Empty);
    }

    [Test]
    public void Other_settings_of_the_evaluator_are_refused_by_name()
    {
        Search(1, BarImages.Create(16));
        var before = File.ReadAllText(HistoryFile);

        Assert.That(
            () => Search(2, BarImages.Create(16), Quick with { Epochs = 4, LearningRate = 0.01 }),
            Throws.ArgumentException.With.Message
                .Contains("its evaluator is 'Epochs = 1, LearningRate = 0.1', this search's is 'Epochs = 4, LearningRate = 0.01'"));
        Assert.That(File.ReadAllText(HistoryFile), Is.EqualTo(before));
    }

    [Test]
    public void Another_number_of_rows_or_classes_is_refused_by_name()
    {
        Search(1, BarImages.Create(16));

        Assert.That(
            () => Search(2, BarImages.Create(20)),
            Throws.ArgumentException.With.Message
                .Contains("its data is '16 rows of 1x8x8 in 4 classes', this search's is '20 rows of 1x8x8 in 4 classes'"));
    }

    [Test]
    public void Other_values_are_refused()
    {
        Search(1, BarImages.Create(16));

        Assert.That(
            () => Search(2, BarImages.Create(16, seed: 2)),
            Throws.ArgumentException.With.Message.Contains("hash of all values of the data"));
    }

    [Test]
    public void Other_labels_are_refused()
    {
        Search(1, BarImages.Create(16));
        using var images = BarImages.Create(16);

        Assert.That(
            () => Search(2, new LabelledData(images.Inputs.clone(), images.Labels.flip(0), images.ClassCount)),
            Throws.ArgumentException.With.Message.Contains("hash of all values of the data"));
    }

    [Test]
    public void A_history_that_does_not_say_goes_on_with_a_warning()
    {
        Search(1, BarImages.Create(16));
        var lines = File.ReadAllLines(HistoryFile);
        var header = JsonNode.Parse(lines[0])!.AsObject();
        Assert.That(header.Remove("evaluator") && header.Remove("data"));
        var checksums = new SearchHistoryChecksums();
        header.Remove("sha256");
        File.WriteAllText(HistoryFile, $"{checksums.Add(header.ToJsonString())}\n{checksums.Add(WithoutChecksum(lines[1]))}\n");
        var events = new RecordedEvents();

        Search(2, BarImages.Create(16), Quick with { Epochs = 2 }, events);

        Assert.That(events.All.OfType<SearchWarning>().Single().Message, Does.Contain("cannot be checked"));
    }

    [Test]
    public void A_history_of_the_version_before_checksums_goes_on_with_a_warning_and_gets_none()
    {
        Search(1, BarImages.Create(16));
        var lines = File.ReadAllLines(HistoryFile);
        File.WriteAllText(
            HistoryFile,
            $"{WithoutChecksum(lines[0]).Replace("\"format\":2", "\"format\":1", StringComparison.Ordinal)}\n{WithoutChecksum(lines[1])}\n");
        var events = new RecordedEvents();

        Search(2, BarImages.Create(16), progress: events);
        Search(3, BarImages.Create(16));

        Assert.That(events.All.OfType<SearchWarning>().Single().Message, Does.Contain("no checksums"));
        Assert.That(SearchHistory.Read(HistoryFile, Space).Entries, Has.Length.EqualTo(3));
        Assert.That(File.ReadAllText(HistoryFile), Does.Not.Contain("sha256"));
    }

    [Test]
    public void A_line_without_its_checksum_is_refused()
    {
        Search(2, BarImages.Create(16));
        var lines = File.ReadAllLines(HistoryFile);
        for (var line = 0; line < lines.Length; line++)
        {
            var changed = lines.ToArray();
            changed[line] = WithoutChecksum(lines[line]);
            File.WriteAllText(HistoryFile, string.Join('\n', changed) + "\n");

            Assert.That(
                () => Search(3, BarImages.Create(16)),
                Throws.TypeOf<FormatException>().With.Message.Contains($"Line {line + 1}").And.Message.Contains("checksum"));
        }
    }

    [Test]
    public void Lines_that_were_exchanged_left_out_or_edited_are_refused()
    {
        Search(3, BarImages.Create(16));
        var lines = File.ReadAllLines(HistoryFile);
        var edited = lines[1].Replace("\"generation\":0", "\"generation\":1", StringComparison.Ordinal);
        string[][] files = [[lines[0], lines[2], lines[1], lines[3]], [lines[0], lines[2], lines[3]], [lines[0], edited, .. lines[2..]]];
        foreach (var changed in files)
        {
            File.WriteAllText(HistoryFile, string.Join('\n', changed) + "\n");

            Assert.That(
                () => Search(4, BarImages.Create(16)),
                Throws.TypeOf<FormatException>().With.Message.Contains("Line 2").And.Message.Contains("checksum"));
        }
    }

    [Test]
    public void Settings_are_compared_in_no_culture()
    {
        Search(1, BarImages.Create(16));
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = culture;
        try
        {
            Assert.That(() => Search(2, BarImages.Create(16)), Throws.Nothing);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Test]
    public void An_error_other_than_a_file_in_use_is_told_as_it_is()
    {
        File.WriteAllText(HistoryFile, "");
        var refusal = Assert.Catch(() => Search(1, BarImages.Create(16), path: Path.Combine(HistoryFile, "history.jsonl")));

        Assert.That(refusal, Is.InstanceOf<IOException>().With.Message.Not.Contain("another search"));
        Assert.That(
            Assert.Catch(() => Search(1, BarImages.Create(16), path: Path.GetDirectoryName(HistoryFile)!)), Has.Message.Not
                .Contain("another search"));
    }

    private static string WithoutChecksum(string line)
    {
        Assert.That(SearchHistoryChecksums.HasOne(line));
        return line[..line.LastIndexOf(",\"sha256\"", StringComparison.Ordinal)] + "}";
    }

    private void Search(
        int evaluations,
        LabelledData images,
        TrainedEvaluatorOptions? options = null,
        IProgress<SearchEvent>? progress = null,
        string? path = null)
    {
        using var data = images;
        new ProposerStrategy(new RandomProposer(), task => new TrainedEvaluator(task, options ?? Quick))
        {
            Evaluations = evaluations,
            HistoryPath = path ?? HistoryFile
        }
            .Search(new SearchTask { Data = data, Space = Space, Seed = 3, Progress = progress });
    }
}
