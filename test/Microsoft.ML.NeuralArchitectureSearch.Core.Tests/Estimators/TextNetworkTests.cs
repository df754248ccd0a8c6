using Microsoft.ML.Data;
using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Batching.Text;
using Microsoft.ML.NeuralArchitectureSearch.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks.Text;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;

public sealed class TextNetworkTests
{
    private static readonly Lazy<(MLContext Ml, TransformerChain<TextNetworkTransformer> Model)> Shared = new(() =>
    {
        var ml = new MLContext(seed: 1);
        var pipeline = ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(ml.MulticlassClassification.Trainers.TextNetwork(ToyTexts.Space, ToyTexts.Cells, ToyTexts.Trainer));
        return (ml, pipeline.Fit(ml.Data.LoadFromEnumerable(ToyTexts.Rows(160))));
    });

    private static MLContext Ml => Shared.Value.Ml;

    private static TransformerChain<TextNetworkTransformer> Model => Shared.Value.Model;

    [Test]
    public void New_texts_are_classified() => Assert.That(
        Ml.MulticlassClassification.Evaluate(Model.Transform(Ml.Data.LoadFromEnumerable(ToyTexts.Rows(60, seed: 12)))).MicroAccuracy, Is
            .GreaterThan(0.9));

    [Test]
    public void Rows_scored_one_by_one_have_the_scores_of_rows_scored_together()
    {
        var rows = ToyTexts.Rows(30, seed: 9).ToArray();
        using var engine = Ml.Model.CreatePredictionEngine<ToyTexts.Row, ToyTexts.Prediction>(
            Model.Append(Ml.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(Model.Transform(Ml.Data.LoadFromEnumerable(rows)))),
            new PredictionEngineOptions { OwnsTransformer = false });

        foreach (var together in Predictions(Model, rows))
        {
            var alone = engine.Predict(rows[together.Number]);

            Assert.That(alone.Score, Is.EqualTo(together.Score).Within(1e-6));
            Assert.That(alone.Score.Sum(), Is.EqualTo(1).Within(1e-5));
        }
    }

    [Test]
    public void A_text_without_a_token_has_no_score_and_no_predicted_label()
    {
        var rows = ToyTexts.Rows(3).ToArray();
        rows[1].Text = " \t";

        var scored = Predictions(Model, rows);

        Assert.That(scored[1].Score, Is.All.NaN);
        Assert.That(scored[0].Score.Concat(scored[2].Score), Has.None.NaN);
        var keys = Model.Transform(Ml.Data.LoadFromEnumerable(rows)).GetColumn<uint>("PredictedLabel").ToArray();
        Assert.That((keys[0] > 0, keys[1], keys[2] > 0), Is.EqualTo((true, 0u, true)));
    }

    [Test]
    public void Unknown_words_are_scored_too() =>
        Assert.That(Predictions(Model, [new() { Text = "völlig 未知 zzz" }])[0].Score.Sum(), Is.EqualTo(1).Within(1e-5));

    [Test]
    public void A_clean_process_loads_the_model_and_predicts_the_same_bits()
    {
        using var folder = new TemporaryFolder();
        var rows = ToyTexts.Rows(20, seed: 9).ToArray();
        rows[3].Text = "Größe 3.50 👍🏽 don't WIN!!";
        var options = ToyTexts.Trainer with
        {
            Text = new()
            {
                Tokenizer = new() { LowersCase = false, MasksDigits = true },
                MaximumLength = 6,
                Vocabulary = new() { MinimumFrequency = 1 }
            },
        };
        var pipeline = Ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(Ml.MulticlassClassification.Trainers.TextNetwork(ToyTexts.Space, ToyTexts.Cells, options))
            .Append(Ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        var train = Ml.Data.LoadFromEnumerable(ToyTexts.Rows(24));
        using var model = pipeline.Fit(train);
        Ml.Model.Save(model, train.Schema, folder.File("model.zip"));
        File.WriteAllLines(folder.File("texts.txt"), rows.Select(row => row.Text));

        var there = CleanProcess.Run(folder.File("model.zip"), folder.File("texts.txt"), "texts");

        var here = Ml.Data.CreateEnumerable<ToyTexts.Prediction>(model.Transform(Ml.Data.LoadFromEnumerable(rows)), reuseRowObject: false)
            .Select(row => $"{row.PredictedLabel} {string.Join(' ', row.Score.Select(BitConverter.SingleToInt32Bits))}");
        Assert.That(there, Is.EqualTo(here));
    }

    [Test]
    public void A_loaded_model_is_the_one_that_was_saved()
    {
        using var folder = new TemporaryFolder();
        Ml.Model.Save(Model.LastTransformer, null, folder.File("model.zip"));
        using var loaded = (TextNetworkTransformer)Ml.Model.Load(folder.File("model.zip"), out _);

        Assert.That(loaded.Encoder, Is.EqualTo(Model.LastTransformer.Encoder));
        Assert.That(loaded.Genotype, Is.EqualTo(ToyTexts.Cells));
        Assert.That(loaded.Graph, Is.EqualTo(Model.LastTransformer.Graph));
        Assert.That(loaded.Classes, Is.EqualTo(new[] { "spam", "ham" }));
        Assert.That(loaded.TrainingHistory, Is.EqualTo(Model.LastTransformer.TrainingHistory));
    }

    [Test]
    public void A_network_that_is_described_layer_by_layer_is_trained_saved_and_loaded()
    {
        using var folder = new TemporaryFolder();
        var trainer = Ml.MulticlassClassification.Trainers.TextNetwork("averaged words", Describe, ToyTexts.Trainer);
        using var model = trainer.Fit(ToyTexts.Keyed(Ml, 64));
        Ml.Model.Save(model, null, folder.File("model.zip"));
        using var loaded = (TextNetworkTransformer)Ml.Model.Load(folder.File("model.zip"), out _);

        Assert.That(model.Architecture, Is.EqualTo(new DescribedNetwork("averaged words")));
        Assert.That(loaded.Architecture.ToString(), Is.EqualTo("averaged words"));
        Assert.That(() => model.Genotype, Throws.InvalidOperationException);
        Assert.That(
            Ml.MulticlassClassification.Evaluate(loaded.Transform(ToyTexts.Keyed(Ml, 40, seed: 8))).MicroAccuracy,
            Is.GreaterThan(0.9));

        static NetworkGraph Describe(TextInput words, NetworkSize size)
        {
            var graph = new GraphBuilder(size.Shape);
            var (map, mask) = graph.AddTextStem(words, width: 16, dropout: 0);
            graph.AddTextClassifier(map, mask, new TextHead(size.ClassCount, TextPooling.Attention, Dropout: 0));
            return graph.Build();
        }
    }

    [Test]
    public void A_recurrent_cell_transfers_into_a_classifier_that_is_saved_and_loaded()
    {
        using var folder = new TemporaryFolder();
        var trainer = Ml.MulticlassClassification.Trainers.RecurrentCellNetwork(
            PublishedRecurrentGenotypes.Enas, new()
            {
                HiddenSize = 8,
                EmbeddingWidth = 8,
                EmbeddingDropout = 0,
                Dropout = 0
            }, ToyTexts.Trainer);
        using var model = trainer.Fit(ToyTexts.Keyed(Ml, 96));
        Ml.Model.Save(model, null, folder.File("model.zip"));
        using var loaded = (TextNetworkTransformer)Ml.Model.Load(folder.File("model.zip"), out _);

        Assert.That(RecurrentGenotype.FromJson(loaded.Architecture.ToJson()), Is.EqualTo(PublishedRecurrentGenotypes.Enas));
        Assert.That(loaded.Graph, Is.EqualTo(model.Graph));
        Assert.That(
            Ml.MulticlassClassification.Evaluate(loaded.Transform(ToyTexts.Keyed(Ml, 40, seed: 8))).MicroAccuracy,
            Is.GreaterThan(0.9));
    }

    [Test]
    public void Word_vectors_of_a_file_are_used_and_counted()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("vectors.txt"), "win 1 0 0\nfree 0 1 0\nelsewhere 0 0 1\n");
        var ml = new MLContext(seed: 1);
        var log = new Log(ml);
        var space = ToyTexts.Space with { Network = ToyTexts.Space.Network with { EmbeddingWidth = null } };

        using var model = ml.MulticlassClassification.Trainers
            .TextNetwork(space, ToyTexts.Cells, ToyTexts.Trainer with { Text = new() { WordVectorsPath = folder.File("vectors.txt") } })
            .Fit(ToyTexts.Keyed(ml, 64));

        Assert.That(log.Lines, Has.Some.Contains("3 wide, of 2 of the"));
        Assert.That(model.Graph!.Nodes.Select(node => node.Layer).OfType<EmbeddingLayer>().Single().Width, Is.EqualTo(3));
    }

    [Test]
    public void Bad_input_is_refused_before_the_work_begins()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("vectors.txt"), "win 1 0 0\n");
        var rows = ToyTexts.Rows(24).ToArray();

        Assert.That(() => Fit(rows, feature: "Nothing"), Refused("'Nothing' is missing"));
        Assert.That(() => Fit(rows, feature: "Number"), Refused("'Number' is Int32; allowed is text"));
        Assert.That(() => Fit(rows, label: "Number"), Refused("'Number' is Int32; allowed is a key"));
        Assert.That(() => Fit(rows.Where(row => row.Label == "spam")), Refused("has 1 classes"));
        Assert.That(() => FitOneOfTwoClasses(), Refused("same class"));
        Assert.That(() => Fit(rows.Take(3)), Refused("at least 4"));
        Assert.That(
            () => Fit(rows.Select(row => new ToyTexts.Row { Label = row.Label, Text = "  " })),
            Refused("All 24 labelled texts in column 'Text' are empty"));
        Assert.That(() => Fit(rows, text: new() { Vocabulary = new() { MinimumFrequency = 1000 } }), Refused("vocabulary would be empty"));
        Assert.That(() => Fit(rows, text: new() { WordVectorsPath = folder.File("vectors.txt") }), Refused("3 wide"));
        Assert.That(() => Fit(rows, text: new() { WordVectorsPath = folder.File("none.txt") }), Throws.InstanceOf<IOException>());
        Assert.That(
            () => ToyTexts.Trainer with { Training = new() { Augmentation = ImageAugmentation.Cifar10 } }, Refused("texts are not varied"));
        Assert.That(
            () => Ml.MulticlassClassification.Trainers.TextNetwork(ToyTexts.Space with { Nodes = 3 }, ToyTexts.Cells),
            Refused("do not belong"));
    }

    [Test]
    public void The_columns_are_checked_before_any_row_is_read()
    {
        var view = new UnreadableView(ToyTexts.Keyed(Ml, 24));

        Assert.That(
            () => Ml.MulticlassClassification.Trainers.NeuralArchitecture(new TextSearchOptions { FeatureColumnName = "Number" })
                .Fit(view), Refused("'Number'"));
        Assert.That(
            () => Ml.MulticlassClassification.Trainers.TextNetwork("nothing", (_, _) => throw new ArgumentException("cannot be built"))
                .Fit(view),
            Refused("cannot be built"));
    }

    [Test]
    public void Rows_without_a_label_are_left_out()
    {
        var ml = new MLContext(seed: 1);
        var log = new Log(ml);
        var known = ml.Transforms.Conversion.MapValueToKey("Label").Fit(ml.Data.LoadFromEnumerable(ToyTexts.Rows(24)));
        ToyTexts.Row[] rows = [.. ToyTexts.Rows(24), new() { Label = "other", Text = "what is this ?" }];

        using var model = Trainer(ml).Fit(known.Transform(ml.Data.LoadFromEnumerable(rows)));

        Assert.That(log.Warnings, Has.Some.Contains("1 rows have no label"));
    }

    [Test]
    public void A_pipeline_knows_its_columns_before_it_is_fitted()
    {
        var output = Trainer(Ml).GetOutputSchema(new ShapeCatcher().Catch(ToyTexts.Keyed(Ml, 24)));

        Assert.That(output.Select(column => column.Name), Is.SupersetOf(new[] { "Text", "PredictedLabel", "Score" }));
    }

    private static TextNetworkTrainer Trainer(MLContext ml) =>
        ml.MulticlassClassification.Trainers.TextNetwork(ToyTexts.Space, ToyTexts.Cells, ToyTexts.Trainer);

    private static TextNetworkTransformer Fit(
        IEnumerable<ToyTexts.Row> rows,
        string label = "Label",
        string feature = "Text",
        TextOptions? text = null) =>
        Ml.MulticlassClassification.Trainers
            .TextNetwork(
                ToyTexts.Space,
                ToyTexts.Cells,
                ToyTexts.Trainer with { LabelColumnName = label, FeatureColumnName = feature, Text = text ?? new() })
            .Fit(ToyTexts.Keyed(Ml, rows));

    private static TextNetworkTransformer FitOneOfTwoClasses()
    {
        var known = Ml.Transforms.Conversion.MapValueToKey("Label").Fit(Ml.Data.LoadFromEnumerable(ToyTexts.Rows(24)));
        return Trainer(Ml).Fit(known.Transform(Ml.Data.LoadFromEnumerable(ToyTexts.Rows(24).Where(row => row.Label == "spam").ToArray())));
    }

    private static NUnit.Framework.Constraints.IResolveConstraint Refused(string message) =>
        Throws.InstanceOf<ArgumentException>().With.Message.Contains(message);

    private static ToyTexts.Prediction[] Predictions(ITransformer model, ToyTexts.Row[] rows)
    {
        var scored = model.Transform(Ml.Data.LoadFromEnumerable(rows));
        return [.. Ml.Data.CreateEnumerable<ScoreRow>(scored, reuseRowObject: false)
            .Select(row => new ToyTexts.Prediction { Number = row.Number, Score = row.Score })];
    }

    private sealed class ScoreRow
    {
        public int Number { get; set; }

        public float[] Score { get; set; } = [];
    }
}
