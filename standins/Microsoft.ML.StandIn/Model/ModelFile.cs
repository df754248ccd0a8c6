namespace Microsoft.ML;

/// <summary>A model as a zip file: the schema it was made for and a transformer, mostly a chain of them.</summary>
internal static class ModelFile
{
    private const string SchemaEntryName = "Schema";
    private const string ModelDirectory = "TransformerChain";

    public static void Save(ITransformer model, DataViewSchema inputSchema, Stream stream)
    {
        using var repository = new RepositoryWriter(stream);
        ModelSaveContext.SaveModel(repository, model, ModelDirectory);
        if (inputSchema is not null)
            repository.AddEntry("", SchemaEntryName, SchemaCodec.Encode(inputSchema));
    }

    /// <exception cref="FormatException">The stream is not a model, or a part of it is missing or damaged.</exception>
    public static ITransformer Load(IHostEnvironment env, Stream stream, out DataViewSchema inputSchema)
    {
        using var repository = Open(stream);
        if (!ModelLoadContext.LoadModelOrNull<ITransformer, SignatureLoadModel>(env, out var model, repository, ModelDirectory))
            throw Contracts.ExceptDecode("The file does not contain a transformer model.");

        var schema = repository.ReadEntryOrNull("", SchemaEntryName);
        inputSchema = schema is null ? null : SchemaCodec.Decode(schema);
        return model;
    }

    private static RepositoryReader Open(Stream stream)
    {
        try
        {
            return new RepositoryReader(stream);
        }
        catch (InvalidDataException damaged)
        {
            throw new FormatException("The file is not a model: it is no zip archive, or its end is missing.", damaged);
        }
    }
}
