// Searches a network for images, trains it, saves it, loads it again and uses it; then says how much the search was worth.
using ImageSearch;
using Microsoft.ML;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Spectre.Console;

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

    using var cancellation = new CancellationTokenSource();
    Console.CancelKeyPress += (_, pressed) =>
    {
        pressed.Cancel = true;
        cancellation.Cancel();
    };

    var ml = new MLContext(arguments.Seed) { GpuDeviceId = arguments.Gpu };
    var images = ImageSource.Open(ml, arguments);
    Directory.CreateDirectory(arguments.Out); // now: should it fail, no search was in vain
    var data = ml.Data.TrainTestSplit(images.View, testFraction: 0.2, seed: arguments.Seed);
    AnsiConsole.MarkupLineInterpolated($"[bold]{images.Name}[/], seed {arguments.Seed}; a fifth of the images is held out");

    var experiment = new Experiment(ml, arguments, images.FeatureColumnName, cancellation.Token);
    var searched = ProgressDisplay.Show(progress => experiment.SearchAndTrain(images, data, progress));
    var saved = experiment.Reload(searched, data);
    var rows = new List<Result> { searched };
    if (arguments.Baselines)
    {
        rows.Add(ProgressDisplay.Show(progress => experiment.TrainRandomCell(images, data, progress)));
        rows.Add(experiment.TrainLinear(images, data));
    }

    Report.Show(searched, rows, saved);
    return 0;
}
catch (SearchCancelledException cancelled)
{
    AnsiConsole.MarkupLine("[yellow]cancelled[/]; the architecture found so far:");
    AnsiConsole.WriteLine(cancelled.Result?.Genotype.ToString() ?? "none yet");
    return 2;
}
catch (Exception error) when (error is ArgumentException or InvalidOperationException or FormatException or InvalidDataException
    or IOException or UnauthorizedAccessException or OperationCanceledException)
{
    AnsiConsole.MarkupLineInterpolated($"[red]{error.Message}[/]");
    return 1;
}
