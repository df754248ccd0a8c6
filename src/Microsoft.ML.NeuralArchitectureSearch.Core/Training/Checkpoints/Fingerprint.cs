using System.Collections;
using System.Globalization;
using System.Reflection;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;

namespace Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;

/// <summary>Everything that the result of a run depends on, by name; a resumed run must have the same.</summary>
internal sealed class Fingerprint
{
    private const int MostNamed = 6;

    private readonly List<KeyValuePair<string, string>> _entries;

    public Fingerprint()
        : this([new("version of the library", $"{typeof(Fingerprint).Assembly.GetName().Version}"), new(
            "version of TorchSharp",
            $"{typeof(TorchSharp.torch).Assembly.GetName().Version}")])
    {
    }

    public Fingerprint(IEnumerable<KeyValuePair<string, string>> entries) => _entries = [.. entries];

    /// <summary>Names and values, in order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Entries => _entries;

    /// <summary>Adds a value; options are added setting by setting.</summary>
    /// <returns>This object.</returns>
    public Fingerprint Add(string name, object? value)
    {
        if (value is not null and not Architecture && value.GetType() is { } type && IsOptions(type))
        {
            foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(property => property.GetIndexParameters().Length == 0))
            {
                Add($"{name}.{property.Name}", property.GetValue(value));
            }
        }
        else
        {
            _entries.Add(new(name, Text(value)));
        }

        return this;
    }

    /// <summary>The differences from another run in words; <see langword="null"/> for none.</summary>
    /// <param name="found">The other run's.</param>
    public string? DifferencesFrom(Fingerprint found)
    {
        var (here, there) = (ByName(this), ByName(found));
        var names = found._entries.Concat(_entries).Select(entry => entry.Key).Distinct();
        var differences = names
            .Where(name => here.GetValueOrDefault(name) != there.GetValueOrDefault(name))
            .Select(name => $"{name} is {there.GetValueOrDefault(name) ?? "not given"} there and "
                + $"{here.GetValueOrDefault(name) ?? "not given"} here")
            .ToList();
        var named = string.Join("; ", differences.Take(MostNamed));
        return differences.Count switch
        {
            0 => null,
            <= MostNamed => named,
            _ => $"{named}; and {differences.Count - MostNamed} more",
        };
    }

    private static Dictionary<string, string> ByName(Fingerprint fingerprint) =>
        fingerprint._entries.GroupBy(entry => entry.Key).ToDictionary(group => group.Key, group => group.Last().Value);

    // Option records are listed setting by setting; search spaces, proposers and architectures by their text.
    private static bool IsOptions(Type type) =>
        type.Assembly == typeof(Fingerprint).Assembly && type.GetMethod("<Clone>$") is not null
            && type.Name.EndsWith("Options", StringComparison.Ordinal);

    private static string Text(object? value) => value switch
    {
        null => "not set",
        string text => text,
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable values => $"[{string.Join(", ", values.Cast<object?>().Select(Text))}]",
        _ => InvariantText.Of(value),
    };
}
