using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.NeuralArchitectureSearch;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

/// <summary>Ways to use the library first, in a program that lacks TorchSharp's native libraries.</summary>
internal static class FirstUses
{
    /// <summary>Tries them all and writes what each throws, in a line.</summary>
    public static void Write(string model)
    {
        var ml = new MLContext(seed: 1);
        var images = ml.Data.LoadFromEnumerable(Unreadable<KeyedImage>());
        var texts = ml.Data.LoadFromEnumerable(Unreadable<Message>());
        foreach (var use in new Action[]
        {
            () => ml.MulticlassClassification.Trainers.CellNetwork(PublishedGenotypes.DartsV2, featureColumnName: "Pixels").Fit(images),
            () => ml.Transforms.Text.RecurrentLanguageModel(PublishedRecurrentGenotypes.DartsV2, new() { FeatureColumnName = "Text" })
                .Fit(texts),
            () => ml.Model.Load(model, out _),
            () => _ = GraphNetwork.OfCells(
                PublishedGenotypes.DartsV2,
                new CellNetworkOptions { Channels = 4, Cells = 2 },
                new MapShape(1, 8, 8),
                2),
            () => _ = new GraphNetwork(
                new DartsCellSpace().DescribeSupernet(new NetworkSize(new MapShape(1, 8, 8), 2) { Channels = 4, Cells = 2 })),
        })
        {
            Console.WriteLine(Describe(use));
        }
    }

    private static string Describe(Action use)
    {
        try
        {
            use();
            return "nothing";
        }
        catch (Exception exception)
        {
            // ML.NET wraps what a loader throws.
            var cause = exception is TargetInvocationException { InnerException: { } inner } ? inner : exception;
            return $"{cause.GetType().Name}: {cause.Message.ReplaceLineEndings(" | ")}";
        }
    }

    private static IEnumerable<T> Unreadable<T>()
    {
        yield return Environment.HasShutdownStarted ? default! : throw new InvalidOperationException("A row was read.");
    }

    private sealed class KeyedImage
    {
        [KeyType(3)]
        public uint Label { get; set; }

        [VectorType(1, 8, 8)]
        public float[] Pixels { get; set; } = [];
    }
}
