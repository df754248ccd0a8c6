using System.Collections.Immutable;
using System.Text;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies;

/// <summary>The log of a search over candidates, read back: a line of JSON for every candidate, after one that says which search it is.</summary>
/// <remarks>
/// <see cref="CandidateSearch.HistoryPath"/> has one written. Each candidate's line is on the disk before the next one is evaluated, so that the file can
/// be read after a crash at any point; what a last line without an end holds was never whole, and is left out.
/// <code>
/// {"format":1,"space":"DagCellSpace of 4 nodes and …","proposer":"…RandomProposer","seed":7}
/// {"architecture":[["none"],…],"score":0.93,"costs":{"parameters":72000},"generation":0,"seed":7,"duration":"00:00:04.1","time":"2026-03-01T12:00:00+00:00"}
/// </code>
/// </remarks>
public sealed class SearchHistory
{
    private const byte EndOfLine = (byte)'\n';

    private SearchHistory(SearchHistoryHeader? header, ImmutableArray<SearchHistoryEntry> entries, int length, byte[] torn)
    {
        Header = header;
        Entries = entries;
        Length = length;
        TornLine = torn;
    }

    /// <summary>Every candidate that was evaluated, in order.</summary>
    public ImmutableArray<SearchHistoryEntry> Entries { get; }

    /// <summary>Whether the last line was cut off and is left out.</summary>
    public bool IsTorn => TornLine.Length > 0;

    /// <summary>Which search it is; <see langword="null"/> in a file without a whole line.</summary>
    internal SearchHistoryHeader? Header { get; }

    /// <summary>Bytes of all whole lines.</summary>
    internal int Length { get; }

    /// <summary>What stands behind the last end of a line.</summary>
    internal byte[] TornLine { get; }

    /// <summary>Reads a history.</summary>
    /// <param name="path">The file.</param>
    /// <param name="space">The space that was searched.</param>
    /// <returns>The candidates; none where the search ended before the first.</returns>
    /// <exception cref="ArgumentNullException">There is no space.</exception>
    /// <exception cref="ArgumentException">There is no path, or another space was searched.</exception>
    /// <exception cref="FormatException">The file is no history, or a line other than the last is damaged.</exception>
    /// <exception cref="IOException">The file is not there, or a search is writing to it.</exception>
    public static SearchHistory Read(string path, ISearchSpace space)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(space);
        return Parse(File.ReadAllBytes(path), path, header => header.CheckSpace(space, path), space);
    }

    /// <summary>Reads the bytes of a file.</summary>
    /// <param name="bytes">All of them.</param>
    /// <param name="path">The file, for messages.</param>
    /// <param name="check">Refuses the history of another search.</param>
    /// <param name="space">Reads the architectures.</param>
    internal static SearchHistory Parse(ReadOnlySpan<byte> bytes, string path, Action<SearchHistoryHeader> check, ISearchSpace space)
    {
        var length = bytes.LastIndexOf(EndOfLine) + 1;
        var torn = bytes[length..].ToArray();
        if (length == 0)
        {
            return new(null, [], 0, torn);
        }

        var lines = Encoding.UTF8.GetString(bytes[..(length - 1)]).Split((char)EndOfLine);
        var header = Line(lines[0], 1, path, SearchHistoryHeader.FromJson);
        check(header);
        return new(header, [.. lines.Skip(1).Select((line, index) => Line(line, index + 2, path, text => SearchHistoryEntry.FromJson(text, space)))], length, torn);
    }

    private static T Line<T>(string line, int number, string path, Func<string, T> read)
    {
        try
        {
            return read(line);
        }
        catch (FormatException exception)
        {
            throw new FormatException($"Line {number} of the search history '{path}' is damaged: {exception.Message}", exception);
        }
    }
}
