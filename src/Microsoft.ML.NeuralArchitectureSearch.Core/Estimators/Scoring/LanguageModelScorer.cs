using Microsoft.ML.Data;
using Microsoft.ML.NeuralArchitectureSearch.Batching.Text;
using Microsoft.ML.NeuralArchitectureSearch.Networks;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators.Scoring;

/// <summary>A language model bound to the columns of some data: it adds the perplexity, then the next words.</summary>
internal sealed class LanguageModelScorer : Scorer
{
    private readonly LanguageModelContents _model;
    private readonly LanguageModelPredictor _predictor;

    /// <exception cref="ArgumentException">The text column is missing or no text.</exception>
    public LanguageModelScorer(LanguageModelContents model, LanguageModelPredictor predictor, DataViewSchema input, Action<string> warn)
        : base(
            input,
            TextColumns.FeaturesOf(input, model.Columns.Text),
            LanguageModelColumns.AddTo(input, model.Columns, model.NextWordCount),
            warn) =>
        (_model, _predictor) = (model, predictor);

    public override int BatchSize => _predictor.BatchSize;

    public override RowBatch Open(DataViewRow row, int capacity) =>
        new Batch(this, row.GetGetter<ReadOnlyMemory<char>>(Features), capacity);

    private sealed class Batch(LanguageModelScorer scorer, ValueGetter<ReadOnlyMemory<char>> getter, int capacity) : RowBatch(scorer)
    {
        private readonly int[][] _texts = new int[capacity][];
        private readonly float[] _perplexities = new float[capacity];
        private readonly int[][] _next = [.. Enumerable.Range(0, capacity).Select(_ => new int[scorer._model.NextWordCount])];
        private ReadOnlyMemory<char> _text;

        public override void Read(int index)
        {
            getter(ref _text);
            _texts[index] = scorer._model.Encode(_text);
        }

        protected override void Compute(int count, Action? beforePart) =>
            scorer._predictor.Predict(_texts.AsSpan(0, count), _perplexities, _next, beforePart);

        protected override bool IsScored(int index) => !float.IsNaN(_perplexities[index]);

        public override Delegate Getter(DataViewSchema.Column column, Func<int> current) => column.Index == scorer.InputSchema.Count
            ? (ValueGetter<float>)((ref float destination) => destination = _perplexities[current()])
            : (ValueGetter<VBuffer<ReadOnlyMemory<char>>>)((ref VBuffer<ReadOnlyMemory<char>> destination) =>
            {
                var next = _next[current()];
                var editor = VBufferEditor.Create(ref destination, next.Length);
                for (var place = 0; place < next.Length; place++)
                {
                    editor.Values[place] = scorer._model.Vocabulary.Words[next[place]].AsMemory();
                }

                destination = editor.Commit();
            });
    }
}
