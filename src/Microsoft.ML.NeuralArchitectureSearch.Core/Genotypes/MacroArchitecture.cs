using System.Collections.Immutable;
using System.Text.Json;

namespace Microsoft.ML.NeuralArchitectureSearch.Genotypes;

/// <summary>A network named layer by layer, within a skeleton that the search space knows: the block of each layer.</summary>
/// <remarks>As text <c>mb3_k3 mb6_k5 identity</c>; the JSON is a list of names.</remarks>
public sealed record MacroArchitecture : Architecture
{
    /// <summary>Creates an architecture.</summary>
    /// <param name="blocks">The name of each layer's block, such as <c>mb6_k5</c>.</param>
    /// <exception cref="ArgumentException">There is no layer, or a block has no name or one with a space in it.</exception>
    public MacroArchitecture(params ImmutableArray<string> blocks)
    {
        if (blocks.IsDefaultOrEmpty || blocks.Any(name => string.IsNullOrEmpty(name) || name.Any(char.IsWhiteSpace)))
        {
            throw new ArgumentException("There is at least one layer, and each names a block, without spaces.", nameof(blocks));
        }

        Blocks = WellFormed.Of(blocks);
    }

    /// <summary>The name of each layer's block.</summary>
    public ImmutableArray<string> Blocks { get; }

    /// <summary>Reads an architecture from the JSON that <see cref="ToJson"/> writes.</summary>
    /// <param name="json">The text.</param>
    /// <returns>The architecture.</returns>
    /// <exception cref="ArgumentNullException">There is no text.</exception>
    /// <exception cref="FormatException">The text is not the JSON of such an architecture.</exception>
    public static MacroArchitecture FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            return new([.. JsonSerializer.Deserialize<string[]>(json) ?? []]);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            throw new FormatException($"The text is not the JSON of a list of blocks: {exception.Message}", exception);
        }
    }

    /// <inheritdoc />
    public override string ToJson() => JsonSerializer.Serialize(Blocks);

    /// <inheritdoc />
    public override string ToString() => string.Join(' ', Blocks);

    /// <inheritdoc />
    public bool Equals(MacroArchitecture? other) => other is not null && Blocks.SequenceEqual(other.Blocks);

    /// <inheritdoc />
    public override int GetHashCode() =>
        Blocks.Aggregate(0, (hash, name) => HashCode.Combine(hash, name.GetHashCode(StringComparison.Ordinal)));
}
