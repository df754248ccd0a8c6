namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <summary>The side streams of a model file.</summary>
internal static class ModelStreams
{
    /// <summary>Reads a stream that every file of the model has.</summary>
    /// <param name="ctx">The file.</param>
    /// <param name="name">Name of the stream.</param>
    /// <param name="read">Reads it.</param>
    /// <exception cref="FormatException">There is no such stream.</exception>
    public static T Read<T>(this ModelLoadContext ctx, string name, Func<BinaryReader, T> read)
        where T : class
    {
        T? content = null;
        return ctx.TryLoadBinaryStream(name, reader => content = read(reader))
            ? content!
            : throw new FormatException($"The model file is damaged: '{name}' is missing.");
    }
}
