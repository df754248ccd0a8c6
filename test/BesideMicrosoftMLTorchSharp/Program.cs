using Beside;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.NeuralArchitectureSearch.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using Microsoft.ML.TorchSharp;
using TorchSharp.Modules;

// Usage: BesideMicrosoftMLTorchSharp FOLDER
// Uses Microsoft.ML.TorchSharp and this library in one process. FOLDER takes the file of weights that the former would download.
// Prints a fact a line.
var assembly = typeof(TorchSharpCatalog).Assembly;
Console.WriteLine($"types: {assembly.GetTypes().Length}");
foreach (var (method, missing) in UnresolvedMethods.Of(assembly))
{
    Console.WriteLine($"unresolved: {method}: {missing}");
}

foreach (var head in new[] { "PredictionHead", "SequenceLabelHead" })
{
    Console.WriteLine(
        $"{head} disposes its weights: {Internals.NewHead(assembly, head).modules().OfType<Linear>().Any(layer => layer.weight.IsInvalid)}");
}

var ml = new MLContext(seed: 1) { TempFilePath = args[0] };
var rows = ml.Transforms.Conversion.MapValueToKey("Label").Fit(Message.View(ml)).Transform(Message.View(ml));
var ours = ml.MulticlassClassification.Trainers.RecurrentCellNetwork(
    PublishedRecurrentGenotypes.DartsV2,
    new() { HiddenSize = 8, EmbeddingDropout = 0, Dropout = 0 },
    new TextNetworkTrainerOptions
    {
        FeatureColumnName = "Text",
        Training = new TrainingOptions { Epochs = 20, BatchSize = 8, LearningRate = 0.01, Adam = new AdamOptions() },
        Seed = 1
    });
var model = ours.Fit(rows);
var before = Scores(model);

var trainers = ml.MulticlassClassification.Trainers;
var theirs = trainers.TextClassification(sentence1ColumnName: "Text", batchSize: 4, maxEpochs: 1);
foreach (var trainer in new object[]
{
    theirs, trainers.NamedEntityRecognition(sentence1ColumnName: "Text"), trainers.QuestionAnswer(), trainers.ObjectDetection(),
    ml.Regression.Trainers.SentenceSimilarity(sentence1ColumnName: "Text", sentence2ColumnName: "Text"),
})
{
    Console.WriteLine($"constructed: {trainer.GetType().Name}");
}

Internals.SaveFreshEncoder(theirs, ml);
try
{
    theirs.Fit(rows);
    Console.WriteLine("TextClassification: fitted");
}
catch (InvalidOperationException exception)
{
    Console.WriteLine($"TextClassification: {exception.Message}");
}

Console.WriteLine($"our scores unchanged: {Scores(model).SequenceEqual(before)}");
Console.WriteLine($"our training repeated: {Scores(ours.Fit(rows)).SequenceEqual(before)}");
Console.WriteLine($"our accuracy is 1: {ml.MulticlassClassification.Evaluate(model.Transform(rows)).MicroAccuracy == 1}");

float[] Scores(ITransformer transformer) => [.. transformer.Transform(rows).GetColumn<float[]>("Score").SelectMany(row => row)];
