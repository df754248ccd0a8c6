// The examples of the README, on the digits of the bigger sample: the first; with --look-first the second too, with --other-ways the
// others.
using System.IO.Compression;
using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.Data;
using Microsoft.ML.NeuralArchitectureSearch;
using QuickStart;

using (var packed = new GZipStream(File.OpenRead(Path.Combine(AppContext.BaseDirectory, "digits.csv.gz")), CompressionMode.Decompress))
using (var plain = File.Create("digits.csv"))
{
    packed.CopyTo(plain);
}

#region quick-start
var ml = new MLContext(seed: 1);
IDataView digits = ml.Data.LoadFromTextFile("digits.csv",
    [new("Pixels", DataKind.Single, 0, 63), new("Label", DataKind.String, 64)], separatorChar: ',');
var data = ml.Data.TrainTestSplit(digits, testFraction: 0.2);

var pipeline = ml.Transforms.Conversion.MapValueToKey("Label")
    .Append(ml.Auto().NeuralArchitecture(featureColumnName: "Pixels", shape: new MapShape(1, 8, 8)))
    .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));

ITransformer model = pipeline.Fit(data.TrainSet); // searches a network, trains it
Console.WriteLine($"{ml.MulticlassClassification.Evaluate(model.Transform(data.TestSet)).MicroAccuracy:P1} of the test digits are right");
ml.Model.SaveAtomically(model, digits.Schema, "model.zip");
#endregion

if (args.Contains("--look-first"))
{
    using var again = LookFirst.Run(ml, data.TrainSet, budget: TimeSpan.FromMinutes(1), folder: ".") as IDisposable;
}

if (args.Contains("--other-ways"))
{
    var keyed = ml.Transforms.Conversion.MapValueToKey("Label").Fit(digits).Transform(digits);
    using var found = OtherWays.Search(ml, keyed, evaluations: 20, folder: ".") as IDisposable;
    await OtherWays.SweepAsync(ml, keyed, models: 40, CancellationToken.None);
}
