namespace WeakenVersion;

/// <summary>
/// A file that is replaced as a whole: it may be a hard or symbolic link to a file of the package cache, which must not change.
/// </summary>
internal sealed record LibraryFile(string Path, byte[] Bytes, DateTime LastWriteTimeUtc, UnixFileMode? Mode)
{
    public static LibraryFile Read(string path)
    {
        using var stream = File.OpenRead(path);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        var handle = stream.SafeFileHandle;
        return new(path, bytes, File.GetLastWriteTimeUtc(handle), OperatingSystem.IsWindows() ? null : File.GetUnixFileMode(handle));
    }

    /// <summary>Gives the path a new file of the same time and mode. Other names of the old file keep its bytes.</summary>
    public void Replace(byte[] bytes)
    {
        var fresh = $"{Path}.{System.IO.Path.GetRandomFileName()}";
        try
        {
            Write(fresh, bytes);
            File.Move(fresh, Path, overwrite: true);
        }
        finally
        {
            File.Delete(fresh);
        }
    }

    /// <summary>Throws an <see cref="IOException"/> if links among the folders of the path lead out of the folder.</summary>
    public static void CheckIsWithin(string path, string folder)
    {
        var allowed = System.IO.Path.TrimEndingDirectorySeparator(Resolve(System.IO.Path.GetFullPath(folder)));
        var actual = Resolve(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!);
        if (actual != allowed && !actual.StartsWith(allowed + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw new IOException($"it lies in '{actual}', outside of '{allowed}', and is not changed.");
        }
    }

    private static string Resolve(string folder)
    {
        var real = new DirectoryInfo(folder).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? folder;
        real = System.IO.Path.TrimEndingDirectorySeparator(real);
        return System.IO.Path.GetDirectoryName(real) is { } parent
            ? System.IO.Path.Combine(Resolve(parent), System.IO.Path.GetFileName(real))
            : real;
    }

    private void Write(string fresh, byte[] bytes)
    {
        using var stream = new FileStream(fresh, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        stream.Write(bytes);
        stream.Flush();
        if (Mode is { } mode && !OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(stream.SafeFileHandle, mode);
        }

        // An unchanged time and size keep an incremental build from copying the package's file again.
        File.SetLastWriteTimeUtc(stream.SafeFileHandle, LastWriteTimeUtc);
    }
}
