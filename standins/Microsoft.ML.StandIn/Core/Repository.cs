using System.IO.Compression;
using System.Text;

namespace Microsoft.ML;

/// <summary>Writes the named streams of a model into a zip file.</summary>
internal sealed class RepositoryWriter : IDisposable
{
    private readonly ZipArchive _archive;

    public RepositoryWriter(Stream stream)
    {
        _archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        AddEntry("TrainingInfo", "Version.txt", Encoding.UTF8.GetBytes("5.0.0"));
    }

    public void AddEntry(string directory, string name, ReadOnlySpan<byte> bytes)
    {
        using var entry = _archive.CreateEntry(Repository.PathOf(directory, name)).Open();
        entry.Write(bytes);
    }

    public void Dispose() => _archive.Dispose();
}

/// <summary>Reads the named streams of a model from a zip file.</summary>
internal sealed class RepositoryReader : IDisposable
{
    private readonly ZipArchive _archive;
    private readonly Dictionary<string, ZipArchiveEntry> _entries;

    public RepositoryReader(Stream stream)
    {
        _archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        _entries = _archive.Entries.ToDictionary(e => Repository.Normalize(e.FullName), StringComparer.OrdinalIgnoreCase);
    }

    public byte[] ReadEntryOrNull(string directory, string name)
    {
        if (!_entries.TryGetValue(Repository.PathOf(directory, name), out var entry))
            return null;

        using var stream = entry.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    public void Dispose() => _archive.Dispose();
}

internal static class Repository
{
    public static string PathOf(string directory, string name) => Normalize(string.IsNullOrEmpty(directory) ? name : $"{directory}/{name}");

    // Files written on Windows separate with the other slash.
    public static string Normalize(string path) => path.Replace('\\', '/');
}
