namespace Microsoft.ML.NeuralArchitectureSearch;

/// <summary>Files that are replaced as a whole.</summary>
internal static class AtomicFile
{
    /// <summary>Writes a file beside another one and moves it into its place: whatever happens meanwhile, the other one or the whole new one is there.</summary>
    /// <param name="path">The file to replace, or to create. A symbolic link stays one, and what it leads to is replaced.</param>
    /// <param name="write">Writes the contents.</param>
    /// <exception cref="IOException">The file cannot be written; the old one is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written; the old one is as it was.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        var target = new FileInfo(path) is { LinkTarget: not null } link ? link.ResolveLinkTarget(returnFinalTarget: true)!.FullName : Path.GetFullPath(path);
        var beside = $"{target}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var stream = new FileStream(beside, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            KeepMode(target, beside);
            File.Move(beside, target, overwrite: true);
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
            // The error that is on its way says more.
        }
    }
}
