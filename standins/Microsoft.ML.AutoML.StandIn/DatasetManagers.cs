namespace Microsoft.ML.AutoML;

internal sealed class CrossValidateDatasetManager : ICrossValidateDatasetManager
{
    public int Fold { get; set; }

    public IDataView Dataset { get; set; }

    public string SamplingKeyColumnName { get; set; }
}

internal sealed class TrainValidateDatasetManager(IDataView train, IDataView validation) : ITrainValidateDatasetManager
{
    internal const string SubSamplingKey = "TrainValidateDatasetSubsamplingKey";
    private const int FewestRows = 10;

    // The share comes from the trial's parameter: a tuner that does not propose one has all rows trained on.
    public IDataView LoadTrainDataset(MLContext context, TrialSettings settings)
    {
        if (settings?.Parameter.TryGetValue(nameof(TrainValidateDatasetManager), out var own) is not true
            || !own.TryGetValue(SubSamplingKey, out var share))
        {
            return train;
        }

        var ratio = share.AsType<double>();
        return ratio < 1 ? context.Data.TakeRows(train, Math.Max(FewestRows, (long)(ratio * Count()))) : train;
    }

    public IDataView LoadValidateDataset(MLContext context, TrialSettings settings) => validation;

    private long Count()
    {
        var count = 0L;
        using var cursor = train.GetRowCursor([]);
        while (cursor.MoveNext())
        {
            count++;
        }

        return count;
    }
}
