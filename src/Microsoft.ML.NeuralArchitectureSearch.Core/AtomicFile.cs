namespace Microsoft.ML.NeuralArchitectureSearch;

/// <summary>Files that are replaced as a whole.</summary>
internal static class AtomicFile
{
    private const int BufferSize = 1 << 16;

    /// <summary>The ending of a file that is being written, where its name is fixed.</summary>
    public const string Beside = ".new";

    /// <summary>Replaces or creates a file that other processes may replace at the same time.</summary>
    /// <param name="path">The file. A symbolic link is kept, and its target is replaced.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="IOException">The file cannot be written; the old one is unchanged.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written; the old one is unchanged.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        var target = new FileInfo(path) is { LinkTarget: not null } link
            ? link.ResolveLinkTarget(returnFinalTarget: true)!.FullName
            : Path.GetFullPath(path);
        Write(target, $"{target}.{Guid.NewGuid():N}.tmp", write);
    }

    /// <summary>
    /// Writes a file beside another one, flushes it to the disk and moves it into its place: a crash leaves the old file or the whole new
    /// one.
    /// </summary>
    /// <param name="path">The file to replace or create.</param>
    /// <param name="beside">
    /// The file that is written, in the same folder. A fixed name leaves no second file behind after a second crash.
    /// </param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="IOException">The file cannot be written; the old one is unchanged.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written; the old one is unchanged.</exception>
    public static void Write(string path, string beside, Action<Stream> write)
    {
        try
        {
            using (var stream = new FileStream(beside, FileMode.Create, FileAccess.ReadWrite, FileShare.None, BufferSize))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            KeepMode(path, beside);
            File.Move(beside, path, overwrite: true);
        }
        catch
        {
            Delete(beside);
            throw;
        }
    }

    // A file that others may not read does not become readable by being replaced.
    private static void KeepMode(string target, string beside)
    {
        if (!OperatingSystem.IsWindows() && File.Exists(target))
        {
            File.SetUnixFileMode(beside, File.GetUnixFileMode(target));
        }
    }

    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The first error is the one to report.
        }
    }
}
