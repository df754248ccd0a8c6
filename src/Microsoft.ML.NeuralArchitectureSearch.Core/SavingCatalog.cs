using Microsoft.ML.NeuralArchitectureSearch;

namespace Microsoft.ML;

/// <summary>Saving of models on <see cref="ModelOperationsCatalog"/>.</summary>
public static class SavingCatalog
{
    /// <summary>
    /// Saves a model as <see cref="ModelOperationsCatalog.Save(ITransformer, DataViewSchema, string)"/> does, but never leaves half of one:
    /// the model is written
    /// beside the file and moved into its place once it is on the disk.
    /// </summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="model">The model, any of ML.NET's.</param>
    /// <param name="inputSchema">The columns of the data that it was trained on; may be <see langword="null"/>.</param>
    /// <param name="filePath">
    /// The file. One that is there is replaced; it stays as it is where saving fails or the process ends before.
    /// </param>
    /// <remarks>
    /// ML.NET's own method overwrites the file in place: where the process is killed, or the disk is full, the old model is lost with the
    /// new one. A process
    /// that is killed may leave a file that begins with the model's name and ends with <c>.tmp</c> beside it, which can be deleted.
    /// </remarks>
    /// <exception cref="ArgumentNullException">There is no catalog or no model.</exception>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    /// <exception cref="IOException">The file cannot be written, for example because the disk is full.</exception>
    /// <exception cref="UnauthorizedAccessException">The file or its folder may not be written.</exception>
    public static void SaveAtomically(this ModelOperationsCatalog catalog, ITransformer model, DataViewSchema? inputSchema, string filePath)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrWhiteSpace(filePath);
        AtomicFile.Write(filePath, stream => catalog.Save(model, inputSchema, stream));
    }

    /// <summary>
    /// Saves a model and the loader of its data as
    /// <see cref="ModelOperationsCatalog.Save{TSource}(ITransformer, IDataLoader{TSource}, string)"/> does, but never
    /// leaves half of them: see <see cref="SaveAtomically(ModelOperationsCatalog, ITransformer, DataViewSchema, string)"/>.
    /// </summary>
    /// <typeparam name="TSource">What the loader reads from.</typeparam>
    /// <param name="catalog">The catalog.</param>
    /// <param name="model">The model, any of ML.NET's.</param>
    /// <param name="loader">The loader of the data that it was trained on.</param>
    /// <param name="filePath">
    /// The file. One that is there is replaced; it stays as it is where saving fails or the process ends before.
    /// </param>
    /// <exception cref="ArgumentNullException">There is no catalog, no model or no loader.</exception>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    /// <exception cref="IOException">The file cannot be written, for example because the disk is full.</exception>
    /// <exception cref="UnauthorizedAccessException">The file or its folder may not be written.</exception>
    public static void SaveAtomically<TSource>(
        this ModelOperationsCatalog catalog,
        ITransformer model,
        IDataLoader<TSource> loader,
        string filePath)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(loader);
        ArgumentException.ThrowIfNullOrWhiteSpace(filePath);
        AtomicFile.Write(filePath, stream => catalog.Save(model, loader, stream));
    }
}
