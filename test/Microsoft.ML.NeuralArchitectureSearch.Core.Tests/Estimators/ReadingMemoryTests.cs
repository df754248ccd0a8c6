using System.Globalization;
using Microsoft.ML.Data;
using Microsoft.ML.NeuralArchitectureSearch.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;

/// <summary>
/// Images are kept in memory as floats, once: from the first row that is read to the beginning of the search, whose halves share them.
/// </summary>
public sealed class ReadingMemoryTests
{
    private const int Few = 64;
    private const int Count = 6000;
    private const int Side = 64;
    private const int Size = 3 * Side * Side;

    [TestCase(true, TestName = "Reading_takes_the_memory_of_the_pixels_where_the_number_of_rows_is_known")]
    [TestCase(false, TestName = "Reading_takes_the_memory_of_the_pixels_where_the_number_of_rows_is_not_known")]
    [Platform("Linux")]
    public void Reading_takes_the_memory_of_the_pixels(bool known)
    {
        Search(known, rows: Few); // what is loaded and compiled once is none of the reading's
        var few = Search(known, Few);
        var many = Search(known, Count);

        var times = (double)(many - few) / ((Count - (long)Few) * Size * sizeof(float));
        TestContext.Out.WriteLine($"{times.ToString("F2", CultureInfo.InvariantCulture)} times the pixels as floats");
        Assert.That(times, Is.LessThan(1.3));
    }

    // The peak until the search begins; it ends before its first step: what that takes for itself is none of the reading's.
    private static long Search(bool known, int rows)
    {
        var ml = new MLContext(seed: 1);
        var pixels = new float[Size]; // shared by all rows
        for (var index = 0; index < pixels.Length; index++)
        {
            pixels[index] = index % 7;
        }

        var images = Enumerable.Range(0, rows).Select(index => new Row { Features = pixels, Label = $"c{index % 2}" });
        var view = known ? ml.Data.LoadFromEnumerable(images.ToList()) : ml.Data.LoadFromEnumerable(images);
        var keyed = ml.Transforms.Conversion.MapValueToKey("Label").Fit(view).Transform(view);
        GC.Collect();
        ForgetPeak();
        long peak = 0;
        using var stop = new CancellationTokenSource();
        var options = new ImageSearchOptions
        {
            CancellationToken = stop.Token,
            Strategy = new DartsStrategy(new DartsOptions { Channels = 4, Cells = 3, BatchSize = 4 }),
            Progress = new Recorder(happening =>
            {
                if (happening is PhaseStarted)
                {
                    peak = Peak();
                    stop.Cancel();
                }
            }),
        };

        Assert.That(keyed.GetRowCount(), known ? Is.EqualTo((long)rows) : Is.Null);
        Assert.That(
            ml.MulticlassClassification.Trainers.NeuralArchitecture(options).Search(keyed).Outcome,
            Is.EqualTo(SearchOutcome.Cancelled));
        return peak;
    }

    private static void ForgetPeak() => File.WriteAllText("/proc/self/clear_refs", "5");

    private static long Peak() => 1024 * long.Parse(
        File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM", StringComparison.Ordinal)).Split(':')[1]
            .Replace("kB", "", StringComparison.Ordinal),
        CultureInfo.InvariantCulture);

    private sealed class Row
    {
        [VectorType(3, Side, Side)]
        public float[] Features { get; set; } = [];

        public string Label { get; set; } = "";
    }
}
