using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies;

/// <summary>Which search a history is of: the first line of its file.</summary>
/// <param name="Format">Version of the layout.</param>
/// <param name="Space">The space as text.</param>
/// <param name="Proposer">The proposer as text: its type, unless it says more of itself.</param>
/// <param name="Seed">The seed.</param>
internal sealed record SearchHistoryHeader(int Format, string Space, string Proposer, int Seed)
{
    private const int FormatWithoutChecksums = 1;
    private const int CurrentFormat = 2;

    // Between members of a record's text, and around them.
    private static readonly string[] Separators = [", ", "{ ", " }"];

    /// <summary>
    /// The evaluator as text: its type, unless it says more of itself; <see langword="null"/> in a history of an older version of the
    /// library.
    /// </summary>
    public string? Evaluator { get; init; }

    /// <summary>
    /// What the candidates were evaluated on; <see langword="null"/> where the search did not say, and in a history of an older version.
    /// </summary>
    public SearchData? Data { get; init; }

    /// <summary>Whether every line ends with a checksum.</summary>
    [JsonIgnore]
    public bool HasChecksums => Format != FormatWithoutChecksums;

    /// <summary>What the history of a search begins with.</summary>
    public static SearchHistoryHeader Of(
        CandidateSearch search) => new(CurrentFormat, Text(search.Space), Text(search.Proposer), search.Seed)
        {
            Evaluator = Text(search.Evaluator),
            Data = SearchData.Of(search.Data),
        };

    /// <exception cref="FormatException">The text is no header.</exception>
    public static SearchHistoryHeader FromJson(string line)
    {
        try
        {
            var header = JsonSerializer.Deserialize<SearchHistoryHeader>(line, ExactJson.Options);
            return header is { Format: FormatWithoutChecksums or CurrentFormat }
                ? header
                : throw new FormatException(
                    $"it is of format {header?.Format}; this version of the library reads {FormatWithoutChecksums} and {CurrentFormat}.");
        }
        catch (JsonException exception)
        {
            throw new FormatException(
                $"a search history begins with a line that names its space, proposer and seed. {exception.Message}",
                exception);
        }
    }

    public string ToJson() => JsonSerializer.Serialize(this, ExactJson.Options);

    /// <exception cref="ArgumentException">Another space was searched.</exception>
    public void CheckSpace(ISearchSpace space, string path) => Check("space", Space, Text(space), path);

    /// <exception cref="ArgumentException">It is another search.</exception>
    public void CheckSame(SearchHistoryHeader search, string path)
    {
        Check("space", Space, search.Space, path);
        Check("proposer", Proposer, search.Proposer, path);
        Check("seed", $"{Seed}", $"{search.Seed}", path);
        if (Evaluator is not null && search.Evaluator is not null && Evaluator != search.Evaluator)
        {
            var (found, allowed) = Differences(Evaluator, search.Evaluator);
            Check("evaluator", found, allowed, path);
        }

        if (Data is not null && search.Data is not null)
        {
            Check("data", Data.Sizes, search.Data.Sizes, path);
            Check("hash of all values of the data", Data.Hash, search.Data.Hash, path);
        }
    }

    /// <summary>Whether something of a search cannot be compared, because the header does not say it.</summary>
    public bool SaysLessThan(SearchHistoryHeader search) =>
        (Evaluator is null && search.Evaluator is not null) || (Data is null && search.Data is not null);

    // Only what differs of two long texts of records.
    private static (string Found, string Allowed) Differences(string found, string allowed)
    {
        var (before, now) = (Parts(found), Parts(allowed));
        var (gone, added) = (string.Join(", ", before.Except(now)), string.Join(", ", now.Except(before)));
        return gone == added ? (found, allowed) : (gone, added);
    }

    private static string[] Parts(string text) =>
        text.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    // A search may be continued where another culture is current.
    private static string Text(object part) => WellFormed.Of(InvariantText.Of(part));

    private static void Check(string what, string found, string allowed, string path)
    {
        if (found != allowed)
        {
            throw new ArgumentException(
                $"The history '{path}' is of another search: its {what} is '{found}', this search's is '{allowed}'. Continue that one, or "
                + "name another file.",
                nameof(path));
        }
    }
}
