namespace Microsoft.ML;

public static class TextLoaderSaverCatalog
{
    public static TextLoader CreateTextLoader(
        this DataOperationsCatalog catalog,
        TextLoader.Column[] columns,
        char separatorChar = '\t',
        bool hasHeader = false,
        IMultiStreamSource dataSample = null,
        bool allowQuoting = false,
        bool trimWhitespace = false,
        bool allowSparse = false)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(columns);
        return new TextLoader(OptionsOf(columns, separatorChar, hasHeader, allowQuoting, trimWhitespace, allowSparse), dataSample);
    }

    public static TextLoader CreateTextLoader(this DataOperationsCatalog catalog, TextLoader.Options options, IMultiStreamSource dataSample = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(options);
        return new TextLoader(options, dataSample);
    }

    public static TextLoader CreateTextLoader<TInput>(
        this DataOperationsCatalog catalog,
        char separatorChar = '\t',
        bool hasHeader = false,
        IMultiStreamSource dataSample = null,
        bool allowQuoting = false,
        bool trimWhitespace = false,
        bool allowSparse = false) =>
        catalog.CreateTextLoader(ColumnsOf(typeof(TInput)), separatorChar, hasHeader, dataSample, allowQuoting, trimWhitespace, allowSparse);

    public static IDataView LoadFromTextFile(
        this DataOperationsCatalog catalog,
        string path,
        TextLoader.Column[] columns,
        char separatorChar = '\t',
        bool hasHeader = false,
        bool allowQuoting = false,
        bool trimWhitespace = false,
        bool allowSparse = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        // Without a sample, the header is skipped and names no slots, as in the original.
        return catalog.CreateTextLoader(columns, separatorChar, hasHeader, null, allowQuoting, trimWhitespace, allowSparse).Load(Existing(path));
    }

    public static IDataView LoadFromTextFile<TInput>(
        this DataOperationsCatalog catalog,
        string path,
        char separatorChar = '\t',
        bool hasHeader = false,
        bool allowQuoting = false,
        bool trimWhitespace = false,
        bool allowSparse = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return catalog.LoadFromTextFile(path, ColumnsOf(typeof(TInput)), separatorChar, hasHeader, allowQuoting, trimWhitespace, allowSparse);
    }

    public static IDataView LoadFromTextFile(this DataOperationsCatalog catalog, string path, TextLoader.Options options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var source = Existing(path);
        return catalog.CreateTextLoader(options ?? new TextLoader.Options(), source).Load(source);
    }

    public static IDataView LoadFromTextFile<TInput>(this DataOperationsCatalog catalog, string path, TextLoader.Options options)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(options);
        options.Columns = ColumnsOf(typeof(TInput));
        return catalog.LoadFromTextFile(path, options);
    }

    private static TextLoader.Options OptionsOf(TextLoader.Column[] columns, char separator, bool hasHeader, bool quoting, bool trim, bool sparse) => new()
    {
        Columns = columns,
        Separators = [separator],
        HasHeader = hasHeader,
        AllowQuoting = quoting,
        TrimWhitespace = trim,
        AllowSparse = sparse,
    };

    private static MultiFileSource Existing(string path) =>
        File.Exists(path) ? new MultiFileSource(path) : throw new ArgumentOutOfRangeException(nameof(path), $"File does not exist at path: {path}");

    private static TextLoader.Column[] ColumnsOf(Type type)
    {
        var columns = RowMembers.Of(type, SchemaDefinition.Direction.Write)
            .Where(m => m.Info.IsDefined(typeof(LoadColumnAttribute)))
            .Select(ColumnOf)
            .ToArray();
        return columns.Length > 0
            ? columns
            : throw new ArgumentException($"Should define at least one public, readable field or property of {type} with a LoadColumn attribute.", nameof(type));
    }

    private static TextLoader.Column ColumnOf(RowMember member)
    {
        var load = member.Info.GetCustomAttribute<LoadColumnAttribute>();
        var isVector = RowMembers.TryGetItemType(member.Type, out var item);
        var name = member.Info.GetCustomAttribute<ColumnNameAttribute>()?.Name ?? member.Info.Name;
        var ranges = load.Sources.Select(r => new TextLoader.Range(r.Min, r.Max) { ForceVector = isVector }).ToArray();
        var key = member.Info.GetCustomAttribute<KeyTypeAttribute>();
        return new TextLoader.Column(name, DataViewTypes.KindOf(item), ranges, key is null ? null : key.KeyCount ?? new KeyCount());
    }
}
