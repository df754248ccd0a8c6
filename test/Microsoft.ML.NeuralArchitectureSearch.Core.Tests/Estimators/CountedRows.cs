namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;

/// <summary>Rows that are counted as they are read; something happens when one of them is.</summary>
public sealed class CountedRows(int at, Action happens)
{
    /// <summary>How many rows were read.</summary>
    public int Read { get; private set; }

    /// <summary>Images with a key as label. What makes the keys does not read the counted rows.</summary>
    public IDataView Images(MLContext ml, int count = 2000)
    {
        var known = ml.Data.LoadFromEnumerable(ToyImages.Rows(30));
        return ml.Transforms.Conversion.MapValueToKey("Label").Fit(known)
            .Transform(ml.Data.LoadFromEnumerable(Counted(ToyImages.Rows(count))));
    }

    /// <summary>Texts with a key as label.</summary>
    public IDataView Texts(MLContext ml, int count = 2000)
    {
        var known = ml.Data.LoadFromEnumerable(ToyTexts.Rows(30));
        return ml.Transforms.Conversion.MapValueToKey("Label").Fit(known)
            .Transform(ml.Data.LoadFromEnumerable(Counted(ToyTexts.Rows(count))));
    }

    /// <summary>Sentences.</summary>
    public IDataView Sentences(MLContext ml, int count = 2000) => ml.Data.LoadFromEnumerable(Counted(ToyLanguage.Rows(count)));

    public IEnumerable<T> Counted<T>(IEnumerable<T> rows)
    {
        foreach (var row in rows)
        {
            if (++Read == at)
            {
                happens();
            }

            yield return row;
        }
    }
}
