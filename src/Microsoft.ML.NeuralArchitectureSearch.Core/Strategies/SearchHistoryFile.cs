using System.Text;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies;

/// <summary>The file that a search writes its history to; nobody else can open it meanwhile.</summary>
internal sealed class SearchHistoryFile : IDisposable
{
    // How systems say that somebody else holds a file: Windows by its results, the others by the number of the error.
    private const int SharingViolation = unchecked((int)0x80070020);
    private const int LockViolation = unchecked((int)0x80070021);
    private const int LinuxWouldBlock = 11;
    private const int DarwinWouldBlock = 35;

    private readonly FileStream _stream;

    private readonly SearchHistoryChecksums? _checksums;

    private SearchHistoryFile(FileStream stream, SearchHistory before) =>
        (_stream, Before, _checksums) = (stream, before, before.Checksums);

    /// <summary>What stood in the file when it was opened.</summary>
    public SearchHistory Before { get; }

    /// <summary>Opens the history of a search, or begins one where there is none. A line that was cut off is cut away.</summary>
    /// <param name="path">The file.</param>
    /// <param name="header">Which search it is.</param>
    /// <param name="space">The space that is searched.</param>
    /// <exception cref="ArgumentException">The file holds the history of another search.</exception>
    /// <exception cref="FormatException">The file is no history, or a line other than the last is damaged.</exception>
    /// <exception cref="IOException">Another search writes to the file, or it cannot be opened.</exception>
    public static SearchHistoryFile Open(string path, SearchHistoryHeader header, ISearchSpace space)
    {
        var stream = Lock(path);
        try
        {
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            var before = SearchHistory.Parse(bytes, path, found => found.CheckSame(header, path), space);
            if (before.Header is null && !Bytes(new SearchHistoryChecksums().Add(header.ToJson())).AsSpan().StartsWith(before.TornLine))
            {
                throw new FormatException($"The file '{path}' is no search history; it is left as it is.");
            }

            stream.SetLength(before.Length);
            var file = new SearchHistoryFile(stream, before);
            if (before.Header is null)
            {
                file.Write(header.ToJson());
            }

            return file;
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Appends a candidate; when the method returns it is on the disk.</summary>
    public void Append(SearchHistoryEntry entry) => Write(entry.ToJson());

    public void Dispose() => _stream.Dispose();

    private static FileStream Lock(string path)
    {
        try
        {
            return new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (IOException exception) when (exception.HResult is SharingViolation or LockViolation or LinuxWouldBlock or DarwinWouldBlock)
        {
            throw new IOException(
                $"The history '{path}' cannot be opened; another search may be writing to it: {exception.Message}",
                exception);
        }
    }

    private static byte[] Bytes(string line) => Encoding.UTF8.GetBytes(line + '\n');

    // One call of the system for a line with its end: a crash leaves a whole line or a torn last one.
    private void Write(string line)
    {
        try
        {
            _stream.Seek(0, SeekOrigin.End);
            _stream.Write(Bytes(_checksums?.Add(line) ?? line));
            _stream.Flush(flushToDisk: true);
        }
        catch (Exception exception) when (exception is IOException or ArgumentOutOfRangeException)
        {
            throw new IOException($"The history '{_stream.Name}' could not be written: {exception.Message}", exception);
        }
    }
}
