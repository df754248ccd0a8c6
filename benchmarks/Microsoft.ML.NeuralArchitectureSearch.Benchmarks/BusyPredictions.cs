using System.Diagnostics;
using System.Globalization;
using Microsoft.ML.Data;

namespace Microsoft.ML.NeuralArchitectureSearch.Benchmarks;

/// <summary>
/// A thousand predictions of a prediction engine for images of 8x8, alone and beside a spinning process on each core, by turns.
/// </summary>
internal static class BusyPredictions
{
    private const int Count = 1_000;

    /// <param name="turns">How many times both are measured.</param>
    public static void Run(int turns)
    {
        Console.WriteLine("| network | | 1,000 predictions: s | median: ms | longest: ms |");
        Console.WriteLine("|---|---|---|---|---|");
        Run("cells", isGraph: false, turns);
        Run("the same as layers", isGraph: true, turns);
    }

    /// <summary>Keeps a core busy until the standard input ends.</summary>
    public static void Spin()
    {
        var end = new Thread(() => Console.In.ReadToEnd());
        end.Start();
        Console.WriteLine("spinning");
        while (end.IsAlive)
        {
            Thread.SpinWait(1_000);
        }
    }

    private static void Run(string network, bool isGraph, int turns)
    {
        var ml = new MLContext(seed: 1);
        var schema = SchemaDefinition.Create(typeof(Image));
        schema[nameof(Image.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 1, 8, 8);
        using var model = PredictionModels.Images(isGraph);
        using var engine = ml.Model.CreatePredictionEngine<Image, Prediction>(model, inputSchemaDefinition: schema);
        var image = new Image { Features = [.. Enumerable.Range(0, 64).Select(pixel => (float)(pixel % 17))] };
        for (var warmUp = 0; warmUp < Count; warmUp++)
        {
            engine.Predict(image);
        }

        for (var turn = 0; turn < turns; turn++)
        {
            Measure($"{network} | alone", engine, image);
            Process[] spinning = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Spinning())];
            foreach (var process in spinning)
            {
                process.StandardOutput.ReadLine();
            }

            Measure($"{network} | beside {spinning.Length} spinning processes", engine, image);
            foreach (var process in spinning)
            {
                process.StandardInput.Close();
                process.WaitForExit();
                process.Dispose();
            }
        }
    }

    private static Process Spinning() => Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["spin"])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!;

    private static void Measure(string name, PredictionEngine<Image, Prediction> engine, Image image)
    {
        var (begin, times) = (Stopwatch.GetTimestamp(), new double[Count]);
        for (var index = 0; index < Count; index++)
        {
            var start = Stopwatch.GetTimestamp();
            engine.Predict(image);
            times[index] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        var all = Stopwatch.GetElapsedTime(begin);
        Array.Sort(times);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {all.TotalSeconds:F2} | {times[Count / 2]:F2} | "
            + $"{times[^1]:F1} |"));
    }

    private sealed class Image
    {
        public float[] Features { get; set; } = [];
    }

    private sealed class Prediction
    {
        public float[] Score { get; set; } = [];
    }
}
