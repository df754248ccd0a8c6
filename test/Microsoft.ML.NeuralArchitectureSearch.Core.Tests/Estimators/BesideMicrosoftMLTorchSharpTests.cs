using System.Diagnostics;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;

/// <summary>
/// The library in one process with the package Microsoft.ML.TorchSharp 0.23.1, which was compiled against TorchSharp 0.102.7, on the
/// library's TorchSharp.
/// What does not work there is in the README; a test that fails here because it works now makes that line wrong.
/// </summary>
public sealed class BesideMicrosoftMLTorchSharpTests
{
    private string[] _facts = [];

    [OneTimeSetUp]
    public void Run()
    {
        using var folder = new TemporaryFolder();
        var tests = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var program = Path.Combine(
            tests.Parent!.Parent!.FullName,
            "BesideMicrosoftMLTorchSharp",
            tests.Name,
            "BesideMicrosoftMLTorchSharp.dll");
        Directory.CreateDirectory(folder.File("resources"));
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, folder.File("resources")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true
        })!;
        var error = process.StandardError.ReadToEndAsync();
        _facts = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, error.Result);
    }

    [Test]
    public void Our_trainer_learns_and_repeats_its_bits_around_theirs()
    {
        Assert.That(_facts, Does.Contain("our accuracy is 1: True"));
        Assert.That(_facts, Does.Contain("our scores unchanged: True"));
        Assert.That(_facts, Does.Contain("our training repeated: True"));
    }

    [Test]
    public void All_their_types_load_and_all_their_trainers_can_be_constructed()
    {
        Assert.That(_facts, Does.Contain("types: 195"));
        foreach (var trainer in new[] {
            "TextClassificationTrainer",
            "SentenceSimilarityTrainer",
            "NerTrainer",
            "QATrainer",
            "ObjectDetectionTrainer" })
        {
            Assert.That(_facts, Does.Contain($"constructed: {trainer}"));
        }
    }

    [Test]
    public void Their_object_detection_alone_calls_a_method_that_TorchSharp_no_longer_has()
    {
        var unresolved = _facts.Where(fact => fact.StartsWith("unresolved:", StringComparison.Ordinal)).ToArray();

        Assert.That(unresolved, Has.Length.EqualTo(2));
        Assert.That(unresolved, Has.All.Contains("AutoFormerV2").And.All.Contains("functional.interpolate("));
    }

    /// <summary>
    /// They dispose what <c>Linear.weight</c> returns once it is initialised. It was another object for the weight in TorchSharp 0.102.7
    /// and is the weight now.
    /// </summary>
    [Test]
    public void Their_networks_over_texts_dispose_their_own_weights_and_cannot_be_fitted()
    {
        Assert.That(_facts, Does.Contain("PredictionHead disposes its weights: True"), "text classification and sentence similarity");
        Assert.That(_facts, Does.Contain("SequenceLabelHead disposes its weights: True"), "named entities and answers to questions");
        Assert.That(_facts, Does.Contain("TextClassification: Tensor invalid -- empty handle."));
    }
}
