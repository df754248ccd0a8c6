namespace Microsoft.ML.AutoML;

internal sealed class TrainValidateDatasetManager(IDataView train, IDataView validation) : ITrainValidateDatasetManager
{
    internal const string SubSamplingKey = "TrainValidateDatasetSubsamplingKey";
    private const int FewestRows = 10;
    private long? _rowCount;

    public IDataView LoadTrainDataset(MLContext context, TrialSettings settings)
    {
        if (settings?.Parameter.TryGetValue(nameof(TrainValidateDatasetManager), out var own) is not true || !own.TryGetValue(SubSamplingKey, out var share))
            return train;

        var ratio = share.AsType<double>();
        return ratio < 1 ? context.Data.TakeRows(train, Math.Max(FewestRows, (long)(ratio * RowCount()))) : train;
    }

    public IDataView LoadValidateDataset(MLContext context, TrialSettings settings) => validation;

    private long RowCount() => _rowCount ??= train.GetRowCount() ?? Count();

    private long Count()
    {
        var count = 0L;
        using var cursor = train.GetRowCursor([]);
        while (cursor.MoveNext())
            count++;

        return count;
    }
}
