using Microsoft.ML.Data;
using Microsoft.ML.NeuralArchitectureSearch.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using NUnit.Framework;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;

public sealed class LanguageModelScoringTests
{
    private static readonly MLContext Ml = new(seed: 1);

    private LanguageModelTransformer _model = null!;
    private RecurrentLanguageModel _network = null!;

    [OneTimeSetUp]
    public void Create()
    {
        (_model, var scored) = ToyLanguage.Untrained();
        _network = new RecurrentLanguageModel(ToyLanguage.Cell, _model.Network, _model.Vocabulary.Count); // by torch's operations
        _network.load_state_dict(scored.state_dict());
        _network.eval();
    }

    [OneTimeTearDown]
    public void Free()
    {
        _model.Dispose();
        _network.Dispose();
    }

    [Test]
    public void The_perplexity_is_that_of_the_words_and_of_the_end_read_by_themselves()
    {
        var rows = ToyLanguage.Rows(9).Append(new() { Number = 9, Text = string.Join(' ', Enumerable.Repeat("the cat eats a bird", 40)) })
            .ToArray();

        var predictions = Score(rows);

        foreach (var (row, prediction) in rows.Zip(predictions))
        {
            Assert.That(
                prediction.Perplexity,
                Is.EqualTo(Math.Exp(functional.cross_entropy(Logits(row.Text), Told(row.Text)).item<float>())).Within(1e-4).Percent);
        }
    }

    [Test]
    public void The_next_words_are_the_likeliest_ones_that_are_words()
    {
        var rows = ToyLanguage.Rows(5).ToArray();

        var predictions = Score(rows);

        foreach (var (row, prediction) in rows.Zip(predictions))
        {
            using var last = Logits(row.Text)[-1].argsort(descending: true);
            var expected = last.data<long>().Select(token => _model.Vocabulary.Words[(int)token]).Except(["<pad>", "<unk>", "<eos>"])
                .Take(3);
            Assert.That(prediction.NextWords, Is.EqualTo(expected));
        }
    }

    [Test]
    public void A_text_without_a_word_has_no_perplexity_but_first_words()
    {
        var predictions = Score(new() { Text = "" }, new() { Text = "  " }, new() { Text = "the cat" });

        Assert.That(predictions.Select(prediction => float.IsNaN(prediction.Perplexity)), Is.EqualTo([true, true, false]));
        Assert.That(predictions[0].NextWords, Is.EqualTo(predictions[1].NextWords).And.All.Not.Empty);
    }

    [Test]
    public void Words_that_nobody_knows_are_all_the_same_one()
    {
        var predictions = Score(new() { Text = "zebra xylophone" }, new() { Text = "quokka quokka" });

        Assert.That(predictions[0].Perplexity, Is.EqualTo(predictions[1].Perplexity).And.GreaterThan(1));
    }

    [Test]
    public void Many_rows_at_once_and_single_rows_have_the_same_scores()
    {
        var rows = ToyLanguage.Rows(150).ToArray();
        using var engine = Ml.Model.CreatePredictionEngine<ToyLanguage.Row,
        ToyLanguage.Prediction>(ToyLanguage.Untrained().Model); // which it disposes

        var together = Score(rows);
        var alone = rows.Select(engine.Predict).ToArray();

        Assert.That(together.Select(prediction => prediction.Number), Is.EqualTo(Enumerable.Range(0, 150)));
        Assert.That(
            together.Select(prediction => prediction.Perplexity),
            Is.EqualTo(alone.Select(prediction => prediction.Perplexity)).Within(1e-4).Percent);
        Assert.That(together.Select(prediction => prediction.NextWords), Is.EqualTo(alone.Select(prediction => prediction.NextWords)));
    }

    [Test]
    public void A_column_that_is_no_text_is_refused_with_what_is_allowed()
    {
        var numbers = Ml.Data.LoadFromEnumerable([new { Text = 1f }]);
        var others = Ml.Data.LoadFromEnumerable([new { Word = "cat" }]);

        Assert.That(
            () => _model.Transform(numbers),
            Throws.ArgumentException.With.Message.Contains("'Text' is Single").And.Message.Contains("allowed"));
        Assert.That(
            () => _model.Transform(others),
            Throws.ArgumentException.With.Message.Contains("'Text' is missing").And.Message.Contains("'Word'"));
    }

    [Test]
    public void A_saved_model_is_the_same_when_it_is_loaded()
    {
        using var folder = new TemporaryFolder();
        var rows = ToyLanguage.Rows(20).ToArray();
        Ml.Model.Save(_model, Ml.Data.LoadFromEnumerable(rows).Schema, folder.File("model.zip"));

        var loaded = new MLContext().Model.Load(folder.File("model.zip"), out var schema);

        var model = (loaded as TransformerChain<ITransformer>)?.Single() as LanguageModelTransformer ?? (LanguageModelTransformer)loaded;
        Assert.That(schema.Select(column => column.Name), Is.EqualTo(["Number", "Text"]));
        Assert.That(model.Genotype, Is.EqualTo(_model.Genotype));
        Assert.That(model.Vocabulary, Is.EqualTo(_model.Vocabulary));
        Assert.That(model.Network, Is.EqualTo(_model.Network));
        Assert.That(model.Tokenizer, Is.EqualTo(_model.Tokenizer));
        Assert.That(
            ScoredBy(model, rows).Select(
                prediction => (BitConverter.SingleToInt32Bits(prediction.Perplexity), string.Join(' ', prediction.NextWords))),
            Is.EqualTo(Score(rows).Select(
                prediction => (BitConverter.SingleToInt32Bits(prediction.Perplexity), string.Join(' ', prediction.NextWords)))));
    }

    private ToyLanguage.Prediction[] Score(params ToyLanguage.Row[] rows) => ScoredBy(_model, rows);

    private static ToyLanguage.Prediction[] ScoredBy(LanguageModelTransformer model, ToyLanguage.Row[] rows) =>
        [.. Ml.Data.CreateEnumerable<ToyLanguage.Prediction>(model.Transform(Ml.Data.LoadFromEnumerable(rows)), reuseRowObject: false)];

    private Tensor Logits(string text)
    {
        using var noGradient = no_grad();
        long[] read = [End, .. Tokens(text)];
        return _network.call(tensor(read).view(-1, 1), _network.InitialState(1)).Logits;
    }

    private Tensor Told(string text) => tensor((long[])[.. Tokens(text), End]);

    private long End => _model.Vocabulary.Find("<eos>");

    private IEnumerable<long> Tokens(string text) => _model.Tokenizer.Tokenize(text).Select(word => (long)_model.Vocabulary.Find(word));
}
