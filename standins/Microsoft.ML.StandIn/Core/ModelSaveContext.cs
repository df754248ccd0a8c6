namespace Microsoft.ML;

/// <summary>Where a component writes itself: its own record, side streams next to it, and folders for its parts.</summary>
public sealed class ModelSaveContext : IDisposable
{
    internal const string ModelStreamName = "Model.key";

    internal readonly RepositoryWriter Repository;
    internal readonly string Directory;
    internal readonly BinaryWriter Writer;

    private readonly MemoryStream _model = new();
    private readonly string _name;
    private readonly List<string> _strings = [];
    private VersionInfo? _version;
    private bool _closed;

    internal ModelSaveContext(RepositoryWriter rep, string dir, string name)
    {
        Repository = rep;
        Directory = dir ?? "";
        _name = name;
        Writer = new BinaryWriter(_model);
    }

    internal bool InRepository => Repository is not null;

    public void Dispose() => _closed = true;

    internal void CheckAtModel()
    {
        if (_model.Position != 0)
            throw new InvalidOperationException("The record of this component was already written to.");
    }

    internal void SetVersionInfo(VersionInfo ver) => _version = ver;

    internal void SaveStringOrNull(string str) => Writer.Write(str is null ? -1 : IdOf(str));

    internal void SaveString(string str)
    {
        ArgumentNullException.ThrowIfNull(str);
        Writer.Write(IdOf(str));
    }

    internal void SaveNonEmptyString(string str)
    {
        ArgumentException.ThrowIfNullOrEmpty(str);
        Writer.Write(IdOf(str));
    }

    internal void SaveBinaryStream(string name, Action<BinaryWriter> action)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        action(writer);
        writer.Flush();
        Repository.AddEntry(Directory, name, stream.GetBuffer().AsSpan(0, (int)stream.Length));
    }

    internal void SaveTextStream(string name, Action<TextWriter> action)
    {
        using var stream = new MemoryStream();
        using var writer = new StreamWriter(stream);
        action(writer);
        writer.Flush();
        Repository.AddEntry(Directory, name, stream.GetBuffer().AsSpan(0, (int)stream.Length));
    }

    internal void SaveModel<T>(T value, string name)
        where T : class => SaveModel(Repository, value, Path.Join(Directory, name));

    internal static void SaveModel<T>(RepositoryWriter rep, T value, string path)
        where T : class
    {
        if (value is not ICanSaveModel savable)
            throw new InvalidOperationException($"{value?.GetType().Name ?? "null"} cannot be saved: it is not an {nameof(ICanSaveModel)}.");

        using var ctx = new ModelSaveContext(rep, path, ModelStreamName);
        savable.Save(ctx);
        ctx.Done();
    }

    internal void Done()
    {
        if (_closed)
            return;

        _closed = true;
        var version = _version ?? throw new InvalidOperationException("The component wrote no version information.");
        Writer.Flush();
        Repository.AddEntry(Directory, _name, ModelHeader.Pack(version, _model.ToArray(), _strings));
    }

    private int IdOf(string str)
    {
        var id = _strings.IndexOf(str);
        if (id >= 0)
            return id;

        _strings.Add(str);
        return _strings.Count - 1;
    }
}
