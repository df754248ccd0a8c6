using Microsoft.ML.Data;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;

public sealed class ScoringTests
{
    // More than two mini-batches of a cursor.
    private const int Count = 300;

    private static MLContext Ml => TrainedModel.Context;

    [Test]
    public void A_cursor_gives_each_row_what_a_prediction_engine_gives_it()
    {
        var model = TrainedModel.Model;
        var engine = Ml.Model.CreatePredictionEngine<KeyedRow, ToyImages.KeyPrediction>(
            model, new PredictionEngineOptions { OwnsTransformer = false });

        foreach (var (row, scored) in ToyImages.Rows(Count).Zip(Score(Unkeyed())))
        {
            var alone = engine.Predict(new KeyedRow { Number = row.Number, Pixels = row.Pixels, Note = row.Note });
            Assert.That(scored.Number, Is.EqualTo(row.Number));
            Assert.That(scored.Score, Is.EqualTo(alone.Score).Within(1e-5f));
            Assert.That(scored.PredictedLabel, Is.EqualTo(alone.PredictedLabel));
            Assert.That(scored.Note, Is.EqualTo(row.Note));
        }
    }

    [Test]
    public void The_predicted_label_is_the_key_of_the_largest_probability()
    {
        foreach (var row in Score(Unkeyed()))
        {
            Assert.That(row.Score.Sum(), Is.EqualTo(1).Within(1e-5));
            Assert.That(row.PredictedLabel, Is.EqualTo(1 + Array.IndexOf(row.Score, row.Score.Max())));
        }
    }

    [Test]
    public void A_shuffled_cursor_gives_each_row_its_own_score()
    {
        var inOrder = Score(Unkeyed()).ToDictionary(row => row.Number, row => row.Score);
        var scored = TrainedModel.Model.Transform(Ml.Data.Cache(Unkeyed()));

        var numbers = new List<int>();
        using var cursor = scored.GetRowCursor(scored.Schema, new Random(3));
        var number = cursor.GetGetter<int>(scored.Schema["Number"]);
        var score = cursor.GetGetter<VBuffer<float>>(scored.Schema["Score"]);
        while (cursor.MoveNext())
        {
            var (index, values) = (0, default(VBuffer<float>));
            number(ref index);
            score(ref values);
            numbers.Add(index);
            Assert.That(values.DenseValues(), Is.EqualTo(inOrder[index]).Within(1e-5f));
        }

        Assert.That(scored.CanShuffle, Is.True);
        Assert.That(numbers, Is.Not.Ordered);
        Assert.That(numbers, Is.EquivalentTo(Enumerable.Range(0, Count)));
    }

    [Test]
    public void Parallel_cursors_share_the_rows_among_them()
    {
        var inOrder = Score(Unkeyed()).ToDictionary(row => row.Number, row => row.Score);
        var scored = TrainedModel.Model.Transform(Unkeyed());
        var cursors = scored.GetRowCursorSet(scored.Schema, 3);
        var found = new System.Collections.Concurrent.ConcurrentDictionary<int, float[]>();

        Parallel.ForEach(cursors, cursor =>
        {
            using (cursor)
            {
                var number = cursor.GetGetter<int>(scored.Schema["Number"]);
                var score = cursor.GetGetter<VBuffer<float>>(scored.Schema["Score"]);
                while (cursor.MoveNext())
                {
                    var (index, values) = (0, default(VBuffer<float>));
                    number(ref index);
                    score(ref values);
                    found[index] = [.. values.DenseValues()];
                }
            }
        });

        Assert.That(found.Keys, Is.EquivalentTo(inOrder.Keys));
        Assert.That(found.All(row => row.Value.Zip(inOrder[row.Key]).All(pair => Math.Abs(pair.First - pair.Second) < 1e-5)), Is.True);
    }

    [Test]
    public void Several_threads_may_predict_at_once()
    {
        var expected = Score(Unkeyed()).Select(row => row.Score).ToArray();

        Parallel.For(0, 4, _ => Assert.That(Score(Unkeyed()).Select(row => row.Score), Is.EqualTo(expected)));
    }

    [Test]
    public void A_cursor_serves_only_what_was_asked_for()
    {
        var scored = TrainedModel.Model.Transform(Unkeyed());
        var (number, score) = (scored.Schema["Number"], scored.Schema["Score"]);

        using var cursor = scored.GetRowCursor([score]);

        Assert.That(cursor.IsColumnActive(score), Is.True);
        Assert.That(cursor.IsColumnActive(number), Is.False);
        Assert.That(() => cursor.GetGetter<int>(number), Throws.InvalidOperationException);
        Assert.That(() => cursor.GetGetter<float>(score), Throws.InvalidOperationException);
    }

    [Test]
    public void Columns_pass_through_unscored_where_no_score_is_asked_for()
    {
        using var model = TrainedModel.Train(new MLContext(seed: 1), images: 12);
        var scored = model.Transform(Unkeyed());
        using var cursor = scored.GetRowCursor([scored.Schema["Number"]]);
        var number = cursor.GetGetter<int>(scored.Schema["Number"]);
        model.Dispose(); // a network that is gone cannot be asked

        var numbers = new List<int>();
        while (cursor.MoveNext())
        {
            var value = 0;
            number(ref value);
            numbers.Add(value);
        }

        Assert.That(numbers, Is.EqualTo(Enumerable.Range(0, Count)));
    }

    [Test]
    public void Positions_and_ids_are_those_of_the_input()
    {
        var view = Unkeyed();
        var scored = TrainedModel.Model.Transform(view);

        using var expected = view.GetRowCursor(view.Schema);
        using var actual = scored.GetRowCursor(scored.Schema);
        var (expectedId, actualId) = (expected.GetIdGetter(), actual.GetIdGetter());
        Assert.That(actual.Position, Is.EqualTo(-1));
        while (expected.MoveNext())
        {
            var (first, second) = (default(DataViewRowId), default(DataViewRowId));
            Assert.That(actual.MoveNext(), Is.True);
            expectedId(ref first);
            actualId(ref second);
            Assert.That((actual.Position, actual.Batch, second), Is.EqualTo((expected.Position, expected.Batch, first)));
        }

        Assert.That(actual.MoveNext(), Is.False);
        Assert.That(actual.Position, Is.EqualTo(-1));
    }

    [Test]
    public void An_image_with_a_pixel_that_is_no_number_has_no_predicted_label()
    {
        var rows = ToyImages.Rows(3).ToArray();
        rows[1].Pixels[5] = float.NaN;

        var scored = Score(Ml.Data.LoadFromEnumerable(rows)).ToArray();

        Assert.That(scored[1].PredictedLabel, Is.Zero);
        Assert.That(scored[1].Score, Is.All.NaN);
        Assert.That(new[] { scored[0], scored[2] }.Select(row => row.PredictedLabel), Is.All.Positive);
    }

    [Test]
    public void Sparse_vectors_score_as_dense_ones()
    {
        var dense = new float[64];
        (dense[3], dense[40]) = (12, 5);
        var definition = SchemaDefinition.Create(typeof(SparseRow));
        definition["Pixels"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 1, 8, 8);
        var sparse = Ml.Data.LoadFromEnumerable([new SparseRow { Pixels = new VBuffer<float>(64, 2, [12, 5], [3, 40]) }], definition);

        Assert.That(
            Score(sparse).Single().Score,
            Is.EqualTo(Score(Ml.Data.LoadFromEnumerable([new ToyImages.Row { Pixels = dense, Note = [0, 0] }])).Single().Score));
    }

    [Test]
    public void A_disposed_model_says_so()
    {
        var model = TrainedModel.Train(new MLContext(seed: 1), images: 12);
        var scored = model.Transform(Unkeyed());
        model.Dispose();
        model.Dispose();

        Assert.That(() => model.Transform(Unkeyed()), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(() => model.GetRowToRowMapper(scored.Schema), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(() => scored.GetColumn<float[]>("Score").Count(), Throws.InstanceOf<ObjectDisposedException>());
    }

    private static IDataView Unkeyed() => Ml.Data.LoadFromEnumerable(ToyImages.Rows(Count).ToArray());

    private static IEnumerable<ToyImages.KeyPrediction> Score(IDataView view) =>
        Ml.Data.CreateEnumerable<ToyImages.KeyPrediction>(
            TrainedModel.Model.Transform(view), reuseRowObject: false, ignoreMissingColumns: true);

    private sealed class SparseRow
    {
        public VBuffer<float> Pixels { get; set; }
    }

    private sealed class KeyedRow
    {
        public int Number { get; set; }

        [VectorType(1, 8, 8)]
        public float[] Pixels { get; set; } = [];

        [VectorType(2)]
        public float[] Note { get; set; } = [];
    }
}
