using System.Runtime.CompilerServices;
using Microsoft.ML.Trainers;

namespace Microsoft.ML.Data;

/// <summary>The columns PredictedLabel and Score of a row.</summary>
internal sealed class MulticlassScorer(LinearMulticlassModelParametersBase model, DataViewSchema.Column feature, LabelDescription label) : IRowMapper
{
    private readonly ConditionalWeakTable<DataViewRow, Scores> _scores = [];

    public DataViewSchema.DetachedColumn[] Outputs =>
    [
        new DataViewSchema.DetachedColumn("PredictedLabel", new KeyDataViewType(typeof(uint), model.NumberOfClasses), Annotations("PredictedLabel", PredictedLabelAnnotations)),
        new DataViewSchema.DetachedColumn("Score", new VectorDataViewType(NumberDataViewType.Single, model.NumberOfClasses), Annotations("Score", ScoreAnnotations)),
    ];

    public IEnumerable<int> Reads(int output) => [feature.Index];

    public Delegate CreateGetter(DataViewRow input, int output, out Action disposer)
    {
        disposer = null;
        var scores = _scores.GetValue(input, row => new Scores(model, row, feature));
        if (output == 1)
            return (ValueGetter<VBuffer<float>>)((ref VBuffer<float> dst) => VBuffer<float>.Copy(scores.Current(), 0, ref dst, model.NumberOfClasses));

        return (ValueGetter<uint>)((ref uint dst) =>
        {
            var current = scores.Current();
            var best = 0;
            for (var i = 1; i < current.Length; i++)
            {
                if (current[i] > current[best])
                    best = i;
            }

            dst = float.IsNaN(current[best]) ? 0 : (uint)best + 1;
        });
    }

    private void PredictedLabelAnnotations(DataViewSchema.Annotations.Builder builder) => label.AddValues(builder, AnnotationKinds.KeyValues);

    private void ScoreAnnotations(DataViewSchema.Annotations.Builder builder)
    {
        if (label.ValuesType?.ItemType is TextDataViewType)
            label.AddValues(builder, AnnotationKinds.SlotNames);
        label.AddValues(builder, AnnotationKinds.TrainingLabelValues);
    }

    private static DataViewSchema.Annotations Annotations(string valueKind, Action<DataViewSchema.Annotations.Builder> more)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        builder.AddPrimitiveValue(AnnotationKinds.ScoreColumnSetId, new KeyDataViewType(typeof(uint), int.MaxValue), 1u);
        builder.AddPrimitiveValue(AnnotationKinds.ScoreColumnKind, TextDataViewType.Instance, "MulticlassClassification".AsMemory());
        builder.AddPrimitiveValue(AnnotationKinds.ScoreValueKind, TextDataViewType.Instance, valueKind.AsMemory());
        more(builder);
        return builder.ToAnnotations();
    }

    /// <summary>The scores of the row that the input is on, computed once for both columns.</summary>
    private sealed class Scores(LinearMulticlassModelParametersBase model, DataViewRow row, DataViewSchema.Column feature)
    {
        private readonly ValueGetter<VBuffer<float>> _getter = row.GetGetter<VBuffer<float>>(feature);
        private readonly float[] _scores = new float[model.NumberOfClasses];
        private VBuffer<float> _features;
        private long _position = -1;

        public float[] Current()
        {
            if (_position == row.Position)
                return _scores;

            _getter(ref _features);
            model.Score(in _features, _scores);
            _position = row.Position;
            return _scores;
        }
    }
}
