using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using Microsoft.ML.Data;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;
using NUnit.Framework;
using QuickStart;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Samples;

/// <summary>The samples do what they say, on every kind of data that they say they read.</summary>
public sealed partial class SampleTests
{
    [Test]
    public void ImageSearch_compares_three_models_and_saves_the_searched_one()
    {
        using var folder = new TemporaryFolder();
        var target = folder.File("out");

        var run = SampleProgram.Run("ImageSearch", "--quick", "--images", "300", "--out", target);

        Assert.That(run.ExitCode, Is.Zero, run.Output);
        Assert.That(run.Output, Does.Contain("searched cells").And.Contain("random cells").And.Contain("linear classifier"));
        AssertAllPredictionsIdentical(run.Output);
        Assert.That(Path.Combine(target, "model.zip"), Does.Exist);
        Assert.That(File.ReadAllText(Path.Combine(target, "cells.svg")), Does.StartWith("<svg"));
        Assert.That(Genotype.FromJson(File.ReadAllText(Path.Combine(target, "genotype.json"))).Normal.Nodes, Has.Length.EqualTo(4));
    }

    [Test]
    public void TextSearch_compares_its_models_and_saves_the_searched_one()
    {
        using var folder = new TemporaryFolder();

        var run = SampleProgram.Run("TextSearch", "--quick", "--out", folder.File("out"));

        Assert.That(run.ExitCode, Is.Zero, run.Output);
        foreach (var model in new[] { "searched cell", "convolutions (Kim)", "recurrent (GRU)", "random cell", "bag of words (linear)" })
        {
            Assert.That(run.Output, Does.Contain(model));
        }

        AssertAllPredictionsIdentical(run.Output);
        Assert.That(File.ReadAllText(Path.Combine(folder.File("out"), "cells.svg")), Does.StartWith("<svg"));
    }

    [TestCase("--epochs", "0")]
    [TestCase("--data", "nowhere.tsv")]
    [TestCase("--search", "magic")]
    public void TextSearch_says_what_is_wrong_with_its_arguments(params string[] arguments)
    {
        var run = SampleProgram.Run("TextSearch", arguments);

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Output, Does.Contain(arguments[0]).Or.Contain(arguments[1]));
        Assert.That(run.Output, Does.Not.Contain("   at "));
    }

    [Test]
    public void ImageSearch_reads_a_folder_of_images_for_each_class()
    {
        using var folder = new TemporaryFolder();
        ImageFiles.WritePngFolders(folder.File("images"), count: 40);

        AssertRuns("--data", folder.File("images"), "--size", "8", "--out", folder.File("out"));
    }

    [Test]
    public void ImageSearch_reads_IDX_files()
    {
        using var folder = new TemporaryFolder();
        ImageFiles.WriteIdx(folder.File("idx"), count: 60, side: 8);

        AssertRuns("--data", folder.File("idx"), "--out", folder.File("out"));
    }

    [Test]
    public void ImageSearch_reads_a_CIFAR_file()
    {
        using var folder = new TemporaryFolder();
        ImageFiles.WriteCifar(folder.File("data_batch.bin"), count: 60);

        AssertRuns("--data", folder.File("data_batch.bin"), "--images", "50", "--out", folder.File("out"));
    }

    [TestCase("--unknown")]
    [TestCase("--images", "many")]
    [TestCase("--order", "3")]
    [TestCase("--gpu", "99", "--quick")]
    [TestCase("--data", "no-such-folder")]
    public void ImageSearch_names_the_argument_that_it_refuses(params string[] arguments)
    {
        using var folder = new TemporaryFolder();

        var run = SampleProgram.Run("ImageSearch", ["--out", folder.File("out"), .. arguments]);

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Output, Does.Contain(arguments[0][2..]).IgnoreCase.And.Not.Contain("   at "));
    }

    [Test]
    public void ImageSearch_names_the_file_that_is_broken()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("half.bin"), new byte[4000]);

        var run = SampleProgram.Run("ImageSearch", "--data", folder.File("half.bin"), "--out", folder.File("out"));

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Output, Does.Contain("half.bin").And.Contain("record 1").And.Not.Contain("   at "));
    }

    [Test]
    public void QuickStart_looks_before_it_trains()
    {
        using var folder = new TemporaryFolder();
        var ml = new MLContext(seed: 1);
        var digits = ml.Data.TakeRows(Digits(ml, folder), 40);

        var model = LookFirst.Run(ml, digits, budget: TimeSpan.FromSeconds(1), folder.File(""));

        using var disposable = model as IDisposable;
        Assert.That(File.ReadAllText(folder.File("cells.svg")), Does.StartWith("<svg"));
        Assert.That(File.ReadAllText(folder.File("genotype.json")), Does.Contain("normal"));
        Assert.That(
            model.Transform(digits).GetColumn<string>("PredictedLabel"),
            Has.All.Matches<string>(label => label is [>= '0' and <= '9']));
    }

    [Test]
    public void QuickStart_searches_without_AutoML()
    {
        using var folder = new TemporaryFolder();
        var ml = new MLContext(seed: 1);
        var digits = ml.Data.TakeRows(Digits(ml, folder), 40);

        using var model = WithoutAutoML.Fit(ml, digits) as IDisposable;

        Assert.That(
            ((ITransformer)model!).Transform(digits).GetColumn<string>("PredictedLabel"),
            Has.All.Matches<string>(label => label is [>= '0' and <= '9']));
    }

    [Test]
    public void QuickStart_searches_other_spaces_and_goes_on_from_its_history()
    {
        using var folder = new TemporaryFolder();
        var ml = new MLContext(seed: 1);
        var digits = DigitImages.Keyed(ml, first: 0, count: 60);

        using var first = OtherWays.Search(ml, digits, evaluations: 2, folder.File("")) as IDisposable;
        using var second = OtherWays.Search(ml, digits, evaluations: 3, folder.File("")) as IDisposable;

        Assert.That(File.ReadAllLines(folder.File("history.jsonl")), Has.Length.EqualTo(4));
    }

    [Test]
    public void QuickStart_searches_texts()
    {
        var ml = new MLContext(seed: 1);
        var messages = ml.Data.LoadFromEnumerable(ToyTexts.Rows(400).ToArray());

        var model = QuickStart.Texts.Search(ml, messages, evaluations: 2);

        var predicted = model.Transform(messages).GetColumn<string>("PredictedLabel").ToArray();
        Assert.That(predicted.Zip(ToyTexts.Rows(400)).Count(pair => pair.First == pair.Second.Label), Is.GreaterThan(360));
    }

    [Test]
    public void QuickStart_learns_a_language()
    {
        var ml = new MLContext(seed: 1);

        using var model = QuickStart.Language
            .Learn(ml, ml.Data.LoadFromEnumerable(ToyLanguage.Rows(150).ToArray()), budget: TimeSpan.FromSeconds(20));

        Assert.That(model.SearchResult!.Architecture, Is.EqualTo(model.Genotype));
        Assert.That(new RecurrentCellSpace().Contains(model.Genotype));
    }

    [Test]
    public async Task QuickStart_sweeps_architectures_in_an_experiment_of_AutoML()
    {
        var ml = new MLContext(seed: 1);

        var best = await OtherWays.SweepAsync(ml, DigitImages.Keyed(ml, first: 0, count: 60), models: 2, CancellationToken.None);

        Assert.That(new DartsCellSpace().Contains(best.Architecture()), Is.True);
    }

    private static void AssertRuns(params string[] arguments)
    {
        var run = SampleProgram.Run("ImageSearch", ["--quick", "--no-baselines", .. arguments]);

        Assert.That(run.ExitCode, Is.Zero, run.Output);
        Assert.That(run.Output, Does.Contain("searched cells").And.Not.Contain("linear classifier"));
        AssertAllPredictionsIdentical(run.Output);
    }

    private static void AssertAllPredictionsIdentical(string output)
    {
        var match = Identical().Match(output);

        Assert.That(match.Success, Is.True, output);
        Assert.That(match.Groups["equal"].Value, Is.EqualTo(match.Groups["all"].Value));
        Assert.That(int.Parse(match.Groups["all"].Value, CultureInfo.InvariantCulture), Is.Positive);
    }

    private static IDataView Digits(MLContext ml, TemporaryFolder folder)
    {
        using (var packed = new GZipStream(
            File.OpenRead(Path.Combine(AppContext.BaseDirectory, "digits.csv.gz")),
            CompressionMode.Decompress))
        using (var plain = File.Create(folder.File("digits.csv")))
        {
            packed.CopyTo(plain);
        }

        return ml.Data.LoadFromTextFile(
            folder.File("digits.csv"), [new("Pixels", DataKind.Single, 0, 63), new("Label", DataKind.String, 64)], separatorChar: ',');
    }

    [GeneratedRegex(@"(?<equal>\d+)\s+of\s+(?<all>\d+)\s+predictions\s+are\s+identical")]
    private static partial Regex Identical();
}
