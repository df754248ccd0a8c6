using Microsoft.ML.Data;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Training;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;

/// <summary>
/// Images of 8x8 pixels in three classes that a small network tells apart within seconds: stripes across, stripes down, a bright middle.
/// </summary>
internal static class ToyImages
{
    public const int Side = 8;

    public static readonly string[] ClassNames = ["across", "down", "middle"];

    /// <summary>Cells small enough to train in a moment.</summary>
    public static Genotype SmallCells { get; } = new(
        new CellGenotype([new Edge(0, OperationNames.SkipConnect), new Edge(1, OperationNames.SeparableConvolution3x3)]),
        new CellGenotype([new Edge(0, OperationNames.MaxPooling3x3), new Edge(1, OperationNames.SkipConnect)]));

    public static CellNetworkOptions SmallNetwork { get; } = new() { Channels = 4, Cells = 3 };

    public static TrainingOptions ShortTraining { get; } = new() { Epochs = 2, BatchSize = 16, DropPathProbability = 0 };

    public static IEnumerable<Row> Rows(int count, int seed = 7)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
        {
            var kind = i % ClassNames.Length;
            yield return new Row { Number = i, Label = ClassNames[kind], Pixels = Image(kind, random), Note = [i, i + 0.5f] };
        }
    }

    public static float[] Image(int kind, Random random)
    {
        var pixels = new float[Side * Side];
        for (var i = 0; i < pixels.Length; i++)
        {
            var (row, column) = (i / Side, i % Side);
            var isBright = kind switch
            {
                0 => row % 2 == 0,
                1 => column % 2 == 0,
                _ => row is > 1 and < 6 && column is > 1 and < 6,
            };
            pixels[i] = (isBright ? 12 : 2) + (2 * random.NextSingle());
        }

        return pixels;
    }

    /// <summary>A view whose label is a key already.</summary>
    public static IDataView Keyed(MLContext ml, int count, int seed = 7)
    {
        var rows = ml.Data.LoadFromEnumerable(Rows(count, seed));
        return ml.Transforms.Conversion.MapValueToKey("Label").Fit(rows).Transform(rows);
    }

    public sealed class Row
    {
        public int Number { get; set; }

        public string Label { get; set; } = "";

        [VectorType(1, Side, Side)]
        public float[] Pixels { get; set; } = [];

        [VectorType(2)]
        public float[] Note { get; set; } = [];
    }

    public sealed class Prediction
    {
        public int Number { get; set; }

        public string PredictedLabel { get; set; } = "";

        public float[] Score { get; set; } = [];
    }

    /// <summary>A prediction whose label is still a key.</summary>
    public sealed class KeyPrediction
    {
        public int Number { get; set; }

        public uint PredictedLabel { get; set; }

        public float[] Score { get; set; } = [];

        public float[] Note { get; set; } = [];
    }
}
