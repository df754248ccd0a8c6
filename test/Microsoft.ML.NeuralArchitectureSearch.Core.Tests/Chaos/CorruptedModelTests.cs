using System.IO.Compression;
using System.Runtime.InteropServices;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Chaos;

/// <summary>Model files that are corrupted at random: refused, or with the same predictions.</summary>
public sealed class CorruptedModelTests
{
    private const long MostBytes = 32_000_000;

    private static readonly Model[] Models = [.. new[] { "images", "texts", "language" }.SelectMany(
        kind => new[] { Model.Of(kind, other: false), Model.Of(kind, other: true) })];

    [TestCase(5)]
    [TestCase(300, Explicit = true, Category = "Slow")]
    public void Corrupted_models_are_refused_or_predict_the_same(int seconds)
    {
        var same = 0;
        var refused = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var rounds = ChaosRounds.Run(seconds, random =>
        {
            var model = Models[random.Next(Models.Length)];
            var other = Models[random.Next(Models.Length)];
            var (damaged, name) = Corruption.Of(model.File, other.File, random);
            // Where nearly all is of the other file, it is that model.
            Check(model.Kind, damaged, name, mayPredict: [model.Predictions, other.Predictions], refused, ref same);
        });
        TestContext.Out.WriteLine($"{rounds} corruptions: {same} predict the same; refused: {string.Join(", ", refused)}.");
    }

    [TestCase(2)]
    [TestCase(60, Explicit = true, Category = "Slow")]
    public void Models_with_a_part_of_another_model_are_refused_or_predict_the_same(int seconds)
    {
        var same = 0;
        var refused = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var rounds = ChaosRounds.Run(seconds, random =>
        {
            var model = random.Next(Models.Length);
            var (mixed, name) = Exchanged(Models[model].File, Models[model ^ 1].File, random);
            Check(Models[model].Kind, mixed, name, mayPredict: [Models[model].Predictions], refused, ref same);
        });
        TestContext.Out.WriteLine($"{rounds} exchanges: {same} predict the same; refused: {string.Join(", ", refused)}.");
    }

    private static void Check(
        string kind,
        byte[] file,
        string name,
        float[][] mayPredict,
        SortedDictionary<string, int> refused,
        ref int same)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            var predictions = SavedPredictions.Of(file, kind);
            Assert.That(
                mayPredict.Any(allowed => allowed.AsSpan().SequenceEqual(predictions)),
                $"{kind} with {name} predicts {string.Join(", ", predictions)}");
            same++;
        }
        catch (Exception exception) when (exception is not AssertionException)
        {
            var type = Refusal(exception, $"{kind} with {name}");
            refused[type] = refused.GetValueOrDefault(type) + 1;
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(MostBytes), $"{kind} with {name}");
    }

    // The refusal of this library, of ML.NET or of zip archives; not what a fault of the code ends in.
    private static string Refusal(Exception exception, string what)
    {
        for (var cause = exception; ; cause = cause.InnerException)
        {
            Assert.That(
                cause,
                Is.Not.InstanceOf<NullReferenceException>().And.Not.InstanceOf<InsufficientMemoryException>().And.Not
                    .InstanceOf<OutOfMemoryException>()
                    .And
                    .Not
                    .InstanceOf<ExternalException>()
                    .And
                    .Not
                    .InstanceOf<IndexOutOfRangeException>(),
                $"{what}: {exception}");
            if (cause.InnerException is null)
            {
                return cause.GetType().Name;
            }
        }
    }

    private static (byte[] Bytes, string Name) Exchanged(byte[] file, byte[] other, Random random)
    {
        using var stream = new MemoryStream();
        using var from = new ZipArchive(new MemoryStream(file));
        using var source = new ZipArchive(new MemoryStream(other));
        var exchanged = from.Entries[random.Next(from.Entries.Count)].FullName;
        using (var to = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in from.Entries)
            {
                using var read = (entry.FullName == exchanged ? source.GetEntry(exchanged)! : entry).Open();
                using var write = to.CreateEntry(entry.FullName).Open();
                read.CopyTo(write);
            }
        }

        return (stream.ToArray(), $"{exchanged} of another model");
    }

    private sealed record Model(string Kind, byte[] File, float[] Predictions)
    {
        public static Model Of(string kind, bool other)
        {
            var file = SavedPredictions.File(kind, other);
            return new(kind, file, SavedPredictions.Of(file, kind));
        }
    }
}
