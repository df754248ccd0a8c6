using System.IO.Compression;
using System.Text.RegularExpressions;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Repository;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Packing;

/// <summary>The first example of the README, run from the packed files alone.</summary>
public sealed partial class OutsideProgramTests
{
    [Test]
    public void The_first_example_of_the_README_runs_from_the_packages_alone()
    {
        using var packed = PackedLibrary.PackAll();
        using var program = new OutsideProgram(packed, Code());
        Unpack("digits.csv.gz", Path.Combine(program.Folder, "digits.csv"));

        var build = program.Build();
        Assert.That(build.ExitCode, Is.Zero, build.Output);
        Assert.That(program.ResolvedPackages(), Does.Contain($"{PackedLibrary.Package}/{packed.Version}"));

        var run = program.Run();
        Assert.That(run.ExitCode, Is.Zero, run.Output);
        Assert.That(
            double.Parse(Accuracy().Match(run.Output).Groups["percent"].Value, System.Globalization.CultureInfo.InvariantCulture),
            Is.GreaterThan(80),
            run.Output);
        Assert.That(run.Output, Does.Contain("loaded: True"));
        Assert.That(Path.Combine(program.Folder, "model.zip"), Does.Exist);
    }

    /// <summary>
    /// The example as it stands in the README, but for a shorter search and training; without AutoML, by the other front door.
    /// </summary>
    private static string Code()
    {
        var example = Example().Match(File.ReadAllText(Path.Combine(RepositoryFiles.Root, "README.md")).ReplaceLineEndings("\n"))
            .Groups["code"]
            .Value;
        var quick = Replaced(example, "new MapShape(1, 8, 8)", """
            new MapShape(1, 8, 8),
                    strategy: new DartsStrategy(new DartsOptions { Epochs = 2, Channels = 4, Cells = 2, BatchSize = 16 }),
                    finalNetwork: new CellNetworkOptions { Channels = 8, Cells = 3 },
                    training: new TrainingOptions { Epochs = 10, BatchSize = 16 }
            """);
        return $"""
            using Microsoft.ML;
            {(PackedLibrary.IsOnAutoML ? "using Microsoft.ML.AutoML;" : "")}
            using Microsoft.ML.Data;
            using Microsoft.ML.NeuralArchitectureSearch;
            using Microsoft.ML.NeuralArchitectureSearch.Graphs;
            using Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;
            using Microsoft.ML.NeuralArchitectureSearch.Training;

            {(PackedLibrary.IsOnAutoML ? quick : Replaced(quick, "ml.Auto().", "ml.MulticlassClassification.Trainers."))}
            string[] Predictions(ITransformer transformer) => [.. transformer.Transform(data.TestSet).GetColumn<string>("PredictedLabel")];
            Console.WriteLine("loaded: " + Predictions(new MLContext().Model.Load("model.zip", out _)).SequenceEqual(Predictions(model)));
            """;
    }

    private static string Replaced(string code, string part, string by)
    {
        Assert.That(code, Does.Contain(part));
        return code.Replace(part, by, StringComparison.Ordinal);
    }

    private static void Unpack(string file, string target)
    {
        using var packed = new GZipStream(File.OpenRead(Path.Combine(AppContext.BaseDirectory, file)), CompressionMode.Decompress);
        using var plain = File.Create(target);
        packed.CopyTo(plain);
    }

    [GeneratedRegex(@"^```csharp\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex(@"(?<percent>[\d.]+) ?% of the test digits are right")]
    private static partial Regex Accuracy();
}
