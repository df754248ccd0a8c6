namespace Microsoft.ML.Data;

/// <summary>Reads separated text. Column types and places come from the options; nothing is guessed.</summary>
public sealed partial class TextLoader : IDataLoader<IMultiStreamSource>
{
    private readonly Options _options;
    private readonly TextColumn[] _columns;
    private readonly DataViewSchema _schema;

    internal TextLoader(Options options, IMultiStreamSource dataSample)
    {
        if (options.Separators is not { Length: > 0 })
            throw new ArgumentException("There must be a separator.", nameof(options));
        if (options.Columns is null)
            throw new NotSupportedException("The stand-in of ML.NET does not guess the columns of a text file.");
        if (options.AllowSparse || options.ReadMultilines || options.DecimalMarker != '.' || options.HeaderFile is not null)
            throw new NotSupportedException("The stand-in of ML.NET reads text without sparse rows, multi-line values, other decimal markers and header files.");

        _options = options;
        var needsWidth = options.Columns.SelectMany(c => c.Source).Any(r => r.Max is null);
        var firstLine = dataSample is { Count: > 0 } && (needsWidth || options.HasHeader) ? FirstFields(dataSample) : null;
        if (needsWidth && firstLine is null && options.InputSize is null)
            throw new ArgumentException("A range without an end needs a data sample or an input size.", nameof(options));

        var width = options.InputSize ?? firstLine?.Length ?? 0;
        _columns = [.. options.Columns.Select(c => new TextColumn(c, width, options.MissingRealsAsNaNs))];
        var builder = new DataViewSchema.Builder();
        foreach (var column in _columns)
            builder.AddColumn(column.Name, column.Type, column.Annotations(options.HasHeader ? firstLine : null));
        _schema = builder.ToSchema();
    }

    public DataViewSchema GetOutputSchema() => _schema;

    public IDataView Load(IMultiStreamSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new TextView(this, source);
    }

    void ICanSaveModel.Save(ModelSaveContext ctx) => throw new NotSupportedException("The stand-in of ML.NET does not save loaders.");

    private string[] FirstFields(IMultiStreamSource source)
    {
        using var reader = source.OpenTextReader(0);
        return reader.ReadLine() is { } line ? TextFields.Split(line, _options) : null;
    }

    private sealed class TextView(TextLoader loader, IMultiStreamSource source) : IDataView
    {
        public bool CanShuffle => false;

        public DataViewSchema Schema => loader._schema;

        public long? GetRowCount() => null;

        public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null) =>
            new TextCursor(loader, Lines(), ActiveColumns.Of(Schema, columnsNeeded));

        public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null) =>
            [GetRowCursor(columnsNeeded)];

        private IEnumerator<string> Lines()
        {
            var rows = 0L;
            for (var file = 0; file < source.Count; file++)
            {
                using var reader = source.OpenTextReader(file);
                if (loader._options.HasHeader)
                    reader.ReadLine();
                while (reader.ReadLine() is { } line)
                {
                    if (rows >= (loader._options.MaxRows ?? long.MaxValue))
                        yield break;
                    // Empty lines and comments are no rows.
                    if (string.IsNullOrWhiteSpace(line) || line.StartsWith("//", StringComparison.Ordinal) || line.StartsWith("#@", StringComparison.Ordinal))
                        continue;

                    rows++;
                    yield return line;
                }
            }
        }
    }

    private sealed class TextCursor : DataViewRowCursor
    {
        private readonly TextLoader _loader;
        private readonly IEnumerator<string> _lines;
        private readonly bool[] _active;
        private readonly Delegate[] _getters;
        private string[] _fields;
        private long _position = -1;

        public TextCursor(TextLoader loader, IEnumerator<string> lines, bool[] active)
        {
            _loader = loader;
            _lines = lines;
            _active = active;
            _getters = [.. loader._columns.Select((c, i) => active[i] ? c.CreateGetter(() => _fields) : null)];
        }

        public override long Position => _position;

        public override long Batch => 0;

        public override DataViewSchema Schema => _loader._schema;

        public override bool MoveNext()
        {
            if (!_lines.MoveNext())
            {
                _position = -1;
                return false;
            }

            _fields = TextFields.Split(_lines.Current, _loader._options);
            _position++;
            return true;
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)_position, 0);

        public override bool IsColumnActive(DataViewSchema.Column column) => _active[column.Index];

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            ActiveColumns.Check(_active, column);
            return ValueGetters.As<TValue>(_getters[column.Index], column.Name);
        }

        protected override void Dispose(bool disposing) => _lines.Dispose();
    }
}
