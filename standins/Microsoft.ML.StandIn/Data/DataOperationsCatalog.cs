namespace Microsoft.ML;

public sealed class DataOperationsCatalog : IInternalCatalog
{
    private const int DefaultSplitSeed = 42;

    private readonly IHostEnvironment _env;

    internal DataOperationsCatalog(IHostEnvironment env) => _env = env;

    IHostEnvironment IInternalCatalog.Environment => _env;

    public IDataView LoadFromEnumerable<TRow>(IEnumerable<TRow> data, SchemaDefinition schemaDefinition = null)
        where TRow : class
    {
        ArgumentNullException.ThrowIfNull(data);
        return new EnumerableView<TRow>(data, schemaDefinition ?? SchemaDefinition.Create(typeof(TRow), SchemaDefinition.Direction.Read));
    }

    public IDataView LoadFromEnumerable<TRow>(IEnumerable<TRow> data, DataViewSchema schema)
        where TRow : class
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(schema);
        return new EnumerableView<TRow>(data, SchemaDefinitions.FromSchema(typeof(TRow), schema));
    }

    public IEnumerable<TRow> CreateEnumerable<TRow>(
        IDataView data,
        bool reuseRowObject,
        bool ignoreMissingColumns = false,
        SchemaDefinition schemaDefinition = null)
        where TRow : class, new()
    {
        ArgumentNullException.ThrowIfNull(data);
        var definition = schemaDefinition ?? SchemaDefinition.Create(typeof(TRow), SchemaDefinition.Direction.Write);
        // The columns are checked now, not when the first row is asked for.
        var columns = OutputSetters.Present(definition, data.Schema, ignoreMissingColumns);
        return Enumerate<TRow>(data, columns, reuseRowObject);
    }

    public TrainTestData TrainTestSplit(IDataView data, double testFraction = 0.1, string samplingKeyColumnName = null, int? seed = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (!(testFraction > 0 && testFraction < 1))
            throw new ArgumentOutOfRangeException(nameof(testFraction), "Must be between 0 and 1 exclusive");

        return Split(data, 0, testFraction, samplingKeyColumnName, SeedOf(seed));
    }

    public IReadOnlyList<TrainTestData> CrossValidationSplit(IDataView data, int numberOfFolds = 5, string samplingKeyColumnName = null, int? seed = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (numberOfFolds <= 1)
            throw new ArgumentOutOfRangeException(nameof(numberOfFolds), "Must be more than 1");

        var drawn = SeedOf(seed);
        return
        [
            .. Enumerable.Range(0, numberOfFolds).Select(fold =>
                Split(data, (double)fold / numberOfFolds, (double)(fold + 1) / numberOfFolds, samplingKeyColumnName, drawn)),
        ];
    }

    public IDataView ShuffleRows(IDataView input, int? seed = null, int shufflePoolSize = 1000, bool shuffleSource = true)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(shufflePoolSize);
        return new ShuffledView(input, seed ?? ((IHost)_env).Rand.Next(), shufflePoolSize, shuffleSource);
    }

    public IDataView TakeRows(IDataView input, long count)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return new RangeView(input, 0, count);
    }

    public IDataView SkipRows(IDataView input, long count)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return new RangeView(input, count, long.MaxValue);
    }

    public IDataView Cache(IDataView input, params string[] columnsToPrefetch)
    {
        ArgumentNullException.ThrowIfNull(input);
        var cached = new CachedView(input);
        if (columnsToPrefetch is { Length: > 0 })
            cached.Read(columnsToPrefetch.Select(name => input.Schema[name]));
        return cached;
    }

    public IDataView FilterRowsByColumn(
        IDataView input,
        string columnName,
        double lowerBound = double.NegativeInfinity,
        double upperBound = double.PositiveInfinity)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentException.ThrowIfNullOrEmpty(columnName);
        if (!(lowerBound < upperBound))
            throw new ArgumentException("Must be less than the upper bound.", nameof(lowerBound));

        var column = input.Schema[columnName];
        if (column.Type is KeyDataViewType || column.Type is not NumberDataViewType)
            throw new ArgumentException($"Column '{columnName}' of type {column.Type} cannot be filtered by a range.", nameof(columnName));

        return new FilteredView(input, [column], ordered: false, row =>
        {
            var read = NumberReaders.AsDouble(row, column);
            return () => read() is var value && value >= lowerBound && (value < upperBound || double.IsPositiveInfinity(upperBound) && !double.IsNaN(value));
        });
    }

    private static IEnumerable<TRow> Enumerate<TRow>(IDataView data, SchemaDefinition.Column[] columns, bool reuse)
        where TRow : class, new()
    {
        using var cursor = data.GetRowCursor(columns.Select(c => data.Schema[c.ColumnName]).DistinctBy(c => c.Index));
        var fill = OutputSetters.Create<TRow>(cursor, columns);
        var row = new TRow();
        while (cursor.MoveNext())
        {
            if (!reuse)
                row = new TRow();
            fill(row);
            yield return row;
        }
    }

    private static TrainTestData Split(IDataView data, double from, double to, string keyColumn, int seed) =>
        new(SplitViews.Create(data, keyColumn, seed, u => !(u >= from && u < to)), SplitViews.Create(data, keyColumn, seed, u => u >= from && u < to));

    // Without any seed the split is still the same each time.
    private int SeedOf(int? seed) => seed ?? (_env as IHostEnvironmentInternal)?.Seed ?? DefaultSplitSeed;

    public readonly struct TrainTestData
    {
        public readonly IDataView TrainSet;
        public readonly IDataView TestSet;

        internal TrainTestData(IDataView trainSet, IDataView testSet)
        {
            TrainSet = trainSet;
            TestSet = testSet;
        }
    }
}
