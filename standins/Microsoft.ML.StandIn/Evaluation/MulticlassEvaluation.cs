namespace Microsoft.ML.Data;

internal static class MulticlassEvaluation
{
    public static MulticlassClassificationMetrics Run(IHost host, IDataView data, string label, string score, string predicted, int topK)
    {
        var scoreColumn = data.Schema.GetColumnOrNull(score) ?? throw Contracts.ExceptSchemaMismatch("schema", "score", score);
        var labelColumn = data.Schema.GetColumnOrNull(label) ?? throw Contracts.ExceptSchemaMismatch("schema", "label", label);
        if (data.Schema.GetColumnOrNull(predicted) is null)
            throw Contracts.ExceptSchemaMismatch("schema", "PredictedLabel", predicted);
        if (scoreColumn.Type is not VectorDataViewType { Size: >= 2 } scores || !scores.ItemType.Equals(NumberDataViewType.Single))
            throw Contracts.ExceptSchemaMismatch("schema", "score", score, "vector of two or more items of type Single", scoreColumn.Type.ToString());
        if (labelColumn.Type is not KeyDataViewType && !labelColumn.Type.Equals(NumberDataViewType.Single))
            throw Contracts.ExceptSchemaMismatch("schema", "label", label, "Single or Key", labelColumn.Type.ToString());

        using var channel = host.Start("Evaluate");
        var counters = Count(data, labelColumn, scoreColumn, scores.Size, channel);
        return new MulticlassClassificationMetrics(counters, topK, ClassNames(scoreColumn, scores.Size));
    }

    private static MulticlassCounters Count(IDataView data, DataViewSchema.Column label, DataViewSchema.Column score, int classes, IChannel channel)
    {
        var counters = new MulticlassCounters(classes);
        long ignored = 0;
        using var cursor = data.GetRowCursor([label, score]);
        var readLabel = LabelReaders.AsSingle(cursor, label);
        var readScore = cursor.GetGetter<VBuffer<float>>(score);
        var buffer = default(VBuffer<float>);
        var scores = new float[classes];
        while (cursor.MoveNext())
        {
            var value = readLabel();
            if (float.IsNaN(value))
                continue;

            if (value < 0 || value != (int)value)
            {
                ignored++;
                continue;
            }

            readScore(ref buffer);
            buffer.CopyTo(scores);
            if (scores.All(float.IsFinite))
                counters.Add((int)value, scores);
        }

        if (counters.UnknownClasses > 0)
            channel.Warning("Found {0} test instances with class values not seen in the training set. LogLoss is reported higher than usual because of these instances.", counters.UnknownClasses);
        if (ignored > 0)
            channel.Warning("Found {0} test instances with labels that are either negative or non integers. These instances were ignored", ignored);
        return counters;
    }

    private static string[] ClassNames(DataViewSchema.Column score, int classes)
    {
        if (!score.HasSlotNames())
            return [.. Enumerable.Range(0, classes).Select(i => i.ToString())];

        var names = default(VBuffer<ReadOnlyMemory<char>>);
        score.GetSlotNames(ref names);
        return [.. names.DenseValues().Select(n => n.ToString())];
    }
}
