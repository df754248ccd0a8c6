namespace Microsoft.ML.Data;

internal static class RegressionEvaluation
{
    public static RegressionMetrics Run(IHost host, IDataView data, string label, string score)
    {
        var scoreColumn = data.Schema.GetColumnOrNull(score) ?? throw Contracts.ExceptSchemaMismatch("schema", "score", score);
        var labelColumn = data.Schema.GetColumnOrNull(label) ?? throw Contracts.ExceptSchemaMismatch("schema", "label", label);
        if (!scoreColumn.Type.Equals(NumberDataViewType.Single))
            throw Contracts.ExceptSchemaMismatch("schema", "score", score, "Single", scoreColumn.Type.ToString());
        if (!labelColumn.Type.Equals(NumberDataViewType.Single))
            throw Contracts.ExceptSchemaMismatch("schema", "label", label, "Single", labelColumn.Type.ToString());

        using var channel = host.Start("Evaluate");
        using var cursor = data.GetRowCursor([labelColumn, scoreColumn]);
        var readLabel = cursor.GetGetter<float>(labelColumn);
        var readScore = cursor.GetGetter<float>(scoreColumn);
        double absolute = 0, squared = 0, sum = 0, sumOfSquares = 0;
        long rows = 0, bad = 0;
        while (cursor.MoveNext())
        {
            float truth = 0, predicted = 0;
            readLabel(ref truth);
            readScore(ref predicted);
            if (float.IsNaN(truth))
                continue;

            if (!float.IsFinite(predicted))
            {
                bad++;
                continue;
            }

            double error = (double)truth - predicted;
            absolute += Math.Abs(error);
            squared += error * error;
            sum += truth;
            sumOfSquares += (double)truth * truth;
            rows++;
        }

        if (bad > 0)
            channel.Warning("{0} instances with bad scores were ignored.", bad);
        return new RegressionMetrics(absolute / rows, squared / rows, rows > 0 ? 1 - squared / (sumOfSquares - sum * sum / rows) : 0);
    }
}
