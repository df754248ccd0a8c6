using System.Globalization;
using System.Text.Json;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies;

/// <summary>Which search a history is of: the first line of its file.</summary>
/// <param name="Format">Version of the layout.</param>
/// <param name="Space">The space as text.</param>
/// <param name="Proposer">The proposer as text: its type, unless it says more of itself.</param>
/// <param name="Seed">The seed.</param>
internal sealed record SearchHistoryHeader(int Format, string Space, string Proposer, int Seed)
{
    private const int CurrentFormat = 1;

    /// <summary>What the history of a search begins with.</summary>
    public static SearchHistoryHeader Of(ISearchSpace space, IProposer proposer, int seed) => new(CurrentFormat, Text(space), Text(proposer), seed);

    /// <exception cref="FormatException">The text is no header.</exception>
    public static SearchHistoryHeader FromJson(string line)
    {
        try
        {
            var header = JsonSerializer.Deserialize<SearchHistoryHeader>(line, SearchHistoryEntry.Json);
            return header is { Format: CurrentFormat }
                ? header
                : throw new FormatException($"it is of format {header?.Format}; this version of the library reads {CurrentFormat}.");
        }
        catch (JsonException exception)
        {
            throw new FormatException($"a search history begins with a line that names its space, proposer and seed. {exception.Message}", exception);
        }
    }

    public string ToJson() => JsonSerializer.Serialize(this, SearchHistoryEntry.Json);

    /// <exception cref="ArgumentException">Another space was searched.</exception>
    public void CheckSpace(ISearchSpace space, string path) => Check("space", Space, Text(space), path);

    /// <exception cref="ArgumentException">It is another search.</exception>
    public void CheckSame(SearchHistoryHeader search, string path)
    {
        Check("space", Space, search.Space, path);
        Check("proposer", Proposer, search.Proposer, path);
        Check("seed", $"{Seed}", $"{search.Seed}", path);
    }

    // The texts of records write numbers as the current culture does; a search may be continued where another one is current.
    private static string Text(object part)
    {
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            return $"{part}";
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    private static void Check(string what, string found, string allowed, string path)
    {
        if (found != allowed)
        {
            throw new ArgumentException(
                $"The history '{path}' is of another search: its {what} is '{found}', this search's is '{allowed}'. Continue that one, or name another file.",
                nameof(path));
        }
    }
}
