using System.Collections.Immutable;
using System.Text;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies;

/// <summary>
/// The log of a search over candidates, read back: a line of JSON for every candidate, after one that says which search it is.
/// </summary>
/// <remarks>
/// <see cref="CandidateSearch.HistoryPath"/> has one written. Each candidate's line is on the disk before the next one is evaluated, so
/// that the file can
/// be read after a crash at any point; what a last line without an end holds was never whole, and is left out.
/// <code>
/// {"format":2,"space":"DagCellSpace of 4 nodes and …","proposer":"…RandomProposer","seed":7,"sha256":"24dc19b29cf9e5bd"}
/// {"architecture":[["none"],…],"score":0.93,"costs":{"parameters":72000},"generation":0,"seed":7,"duration":"00:00:04.1","time":"2026-03-01T12:00:00+00:00","sha256":"…"}
/// </code>
/// The checksum at the end of a line covers that line and all lines before it. Histories of format 1, of older versions of the library,
/// have none.
/// </remarks>
public sealed class SearchHistory
{
    private const byte EndOfLine = (byte)'\n';

    private SearchHistory(
        SearchHistoryHeader? header, ImmutableArray<SearchHistoryEntry> entries, SearchHistoryChecksums? checksums, int length, byte[] torn)
    {
        Header = header;
        Entries = entries;
        Checksums = checksums;
        Length = length;
        TornLine = torn;
    }

    /// <summary>Every candidate that was evaluated, in order.</summary>
    public ImmutableArray<SearchHistoryEntry> Entries { get; }

    /// <summary>Whether the last line was cut off and is left out.</summary>
    public bool IsTorn => TornLine.Length > 0;

    /// <summary>Which search it is; <see langword="null"/> in a file without a whole line.</summary>
    internal SearchHistoryHeader? Header { get; }

    /// <summary>
    /// The checksums up to the last whole line; <see langword="null"/> in a history of an older version of the library, which has none.
    /// </summary>
    internal SearchHistoryChecksums? Checksums { get; }

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
            return new(null, [], new(), 0, torn);
        }

        // A byte that is no UTF-8 becomes another character, which no checksum fits.
        var lines = Encoding.UTF8.GetString(bytes[..(length - 1)]).Split((char)EndOfLine);
        var checksums = SearchHistoryChecksums.HasOne(lines[0]) ? new SearchHistoryChecksums() : null;
        var header = Line(lines[0], 1, path, checksums, SearchHistoryHeader.FromJson);
        if (checksums is null && header.HasChecksums)
        {
            throw Damaged(1, path, new FormatException("its checksum is missing."));
        }

        check(header);
        var entries = lines.Skip(1)
            .Select((line, index) => Line(line, index + 2, path, checksums, text => SearchHistoryEntry.FromJson(text, space)));
        return new(header, [.. entries], checksums, length, torn);
    }

    private static T Line<T>(string line, int number, string path, SearchHistoryChecksums? checksums, Func<string, T> read)
    {
        try
        {
            return read(checksums?.Check(line) ?? line);
        }
        catch (FormatException exception)
        {
            throw Damaged(number, path, exception);
        }
    }

    private static FormatException Damaged(int line, string path, FormatException exception) =>
        new($"Line {line} of the search history '{path}' is damaged: {exception.Message}", exception);
}
