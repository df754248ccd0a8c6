namespace Microsoft.ML;

/// <summary>What a component reads itself from.</summary>
internal sealed class ModelLoadContext : IDisposable
{
    public readonly RepositoryReader Repository;
    public readonly string Directory;
    public readonly BinaryReader Reader;
    public readonly ModelHeader Header;

    private ModelLoadContext(RepositoryReader rep, byte[] record, string dir)
    {
        Repository = rep;
        Directory = dir ?? "";
        Header = ModelHeader.Read(record);
        Reader = new BinaryReader(new MemoryStream(record));
        Reader.BaseStream.Position = Header.FpModel;
    }

    public void CheckAtModel()
    {
        if (Reader.BaseStream.Position != Header.FpModel)
            throw new InvalidOperationException("The record of this component was already read from.");
    }

    /// <exception cref="FormatException">The record is of something else, or of a version outside the readable ones.</exception>
    public void CheckAtModel(VersionInfo ver)
    {
        CheckAtModel();
        if (Header.ModelSignature != ver.ModelSignature)
            throw Contracts.ExceptDecode($"Unknown file type: expected '{ver.ModelSignature}', found '{Header.ModelSignature}'.");
        if (Header.ModelVerReadable > ver.VerWrittenCur)
            throw Contracts.ExceptDecode("Cause: TLC version used to read the model is older than the one that wrote it.");
        if (Header.ModelVerWritten < ver.VerWeCanReadBack)
            throw Contracts.ExceptDecode("Cause: the model is older than the oldest version that can be read.");
    }

    public string LoadStringOrNull()
    {
        var id = Reader.ReadInt32();
        if (id >= Header.Strings.Count || id < -1)
            throw Contracts.ExceptDecode("Corrupt model file: no such string.");

        return id < 0 ? null : Header.Strings[id];
    }

    public string LoadString() => LoadStringOrNull() ?? throw Contracts.ExceptDecode("Corrupt model file: a string is missing.");

    public string LoadNonEmptyString() =>
        LoadString() is { Length: > 0 } text ? text : throw Contracts.ExceptDecode("Corrupt model file: a string is empty.");

    public bool TryLoadBinaryStream(string name, Action<BinaryReader> action)
    {
        var bytes = Repository.ReadEntryOrNull(Directory, name);
        if (bytes is null)
            return false;

        using var reader = new BinaryReader(new MemoryStream(bytes));
        action(reader);
        return true;
    }

    public bool TryLoadTextStream(string name, Action<TextReader> action)
    {
        var bytes = Repository.ReadEntryOrNull(Directory, name);
        if (bytes is null)
            return false;

        using var reader = new StreamReader(new MemoryStream(bytes));
        action(reader);
        return true;
    }

    public void LoadModel<TRes, TSig>(IHostEnvironment env, out TRes result, string name)
        where TRes : class
    {
        if (!LoadModelOrNull<TRes, TSig>(env, out result, Repository, Path.Join(Directory, name)))
            throw Contracts.ExceptDecode($"Corrupt model file: '{name}' is missing.");
    }

    public static bool LoadModelOrNull<TRes, TSig>(IHostEnvironment env, out TRes result, RepositoryReader rep, string dir)
        where TRes : class
    {
        result = null;
        var record = rep.ReadEntryOrNull(dir, ModelSaveContext.ModelStreamName);
        if (record is null)
            return false;

        using var ctx = new ModelLoadContext(rep, record, dir);
        if (ctx.Header.LoaderAssemblyName.Length > 0)
            env.ComponentCatalog.RegisterAssembly(Assembly.Load(ctx.Header.LoaderAssemblyName));

        result = env.ComponentCatalog.Create(typeof(TSig), ctx.Header.LoaderSignature, env, ctx) as TRes
            ?? throw Contracts.ExceptDecode($"'{ctx.Header.LoaderSignature}' is not a {typeof(TRes).Name}.");
        return true;
    }

    public void Dispose() => Reader.Dispose();
}
