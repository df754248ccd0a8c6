// Searches a network for texts, trains it, saves it, loads it again and uses it; and holds it against networks that people wrote, for
// several seeds.
using Microsoft.ML;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Spectre.Console;
using TextSearch;

try
{
    var arguments = Arguments.Parse(args);
    if (arguments.ShowHelp)
    {
        Console.WriteLine(Arguments.Help);
        return 0;
    }

    if (Console.IsOutputRedirected)
    {
        // A file has no colours, and no edge to wrap at.
        AnsiConsole.Profile.Capabilities.Ansi = false;
        AnsiConsole.Profile.Width = 200;
    }

    var texts = TextFile.Read(arguments.Data ?? TextFile.SmsSpam);
    var test = arguments.Test is { } path ? TextFile.Read(path) : null;
    Directory.CreateDirectory(arguments.Out); // now: should it fail, no search was in vain
    var results = new List<Result>();
    for (var seed = 1; seed <= arguments.Seeds; seed++)
    {
        var (train, held) = test is null ? Split(texts, seed) : (texts, test);
        AnsiConsole.MarkupLineInterpolated($"[bold]seed {seed}[/]: {train.Length} texts to learn from, {held.Length} to test on");
        var experiment = new Experiment(arguments, seed, arguments.Quick ? train[..400] : train, held, new ProgressDisplay($"seed {seed}"));

        var (searched, model, network) = experiment.SearchAndTrain();
        results.Add(searched);
        if (arguments.Baselines)
        {
            results.AddRange(
                [experiment.TrainConvolutions(), experiment.TrainRecurrent(), experiment.TrainRandomCell(), experiment.TrainLinear()]);
        }

        AnsiConsole.WriteLine($"{network.Genotype}");
        if (seed == 1)
        {
            Save(experiment, model, network.Genotype, arguments.Out);
        }
    }

    Report.Show(results);
    return 0;
}
catch (Exception error) when (error is ArgumentException or InvalidOperationException or FormatException or InvalidDataException
    or IOException or UnauthorizedAccessException or OperationCanceledException)
{
    AnsiConsole.MarkupLineInterpolated($"[red]{error.Message}[/]");
    return 1;
}

static (TextRow[] Train, TextRow[] Test) Split(TextRow[] texts, int seed)
{
    var order = texts.ToArray();
    new Random(seed).Shuffle(order);
    return (order[(order.Length / 5)..], order[..(order.Length / 5)]);
}

static void Save(Experiment experiment, ITransformer model, Genotype genotype, string folder)
{
    var path = Path.Combine(folder, "model.zip");
    var (equal, predictions) = experiment.SaveAndReload(model, path);
    File.WriteAllText(Path.Combine(folder, "cells.svg"), genotype.ToSvg());
    AnsiConsole.WriteLine(
        $"{path} ({new FileInfo(path).Length / 1024.0:N0} KiB) saved, loaded into a new context: {equal} of {predictions.Length} "
        + "predictions are identical to the bit");
    foreach (var row in predictions.Take(4))
    {
        AnsiConsole.WriteLine($"  {row.PredictedLabel} ({row.Score.Max():P0}): {row.Text}");
    }
}
