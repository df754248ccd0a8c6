using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Microsoft.ML.NeuralArchitectureSearch.Genotypes.Chains;

/// <summary>
/// A network whose every layer reads the one before it: convolutions and poolings, then dense layers, without the classifier.
/// </summary>
/// <remarks>
/// As text <c>conv3x3-32 → pool2x2/2 → dense-64</c>; as JSON
/// <c>[{"layer":"convolution","width":32,"kernel":3,"stride":1},{"layer":"pooling","kernel":2,"stride":2},{"layer":"dense","width":64}]</c>.
/// </remarks>
public sealed record Chain : Architecture
{
    private static readonly JsonSerializerOptions Layout = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Creates a chain.</summary>
    /// <param name="layers">Its layers, in order.</param>
    /// <exception cref="ArgumentException">
    /// There is no layer, one is missing, or another kind of layer stands behind a dense one.
    /// </exception>
    public Chain(params ImmutableArray<ChainLayer> layers)
    {
        if (layers.IsDefaultOrEmpty || layers.Any(layer => layer is null))
        {
            throw new ArgumentException("A chain has at least one layer, and none is missing.", nameof(layers));
        }

        if (layers.SkipWhile(layer => layer is not ChainDense).FirstOrDefault(layer => layer is not ChainDense) is { } late)
        {
            throw new ArgumentException($"Behind a dense layer only dense layers can stand; found {late}.", nameof(layers));
        }

        Layers = layers;
    }

    /// <summary>The layers, in order.</summary>
    public ImmutableArray<ChainLayer> Layers { get; }

    /// <summary>Reads a chain from the JSON that <see cref="ToJson"/> writes.</summary>
    /// <param name="json">The text.</param>
    /// <returns>The chain.</returns>
    /// <exception cref="ArgumentNullException">There is no text.</exception>
    /// <exception cref="FormatException">The text is not the JSON of a chain.</exception>
    public static Chain FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            return new([.. JsonSerializer.Deserialize<ChainLayer[]>(json, Layout) ?? []]);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or NotSupportedException)
        {
            throw new FormatException($"The text is not the JSON of a chain: {exception.Message}", exception);
        }
    }

    /// <inheritdoc />
    public override string ToJson() => JsonSerializer.Serialize<IEnumerable<ChainLayer>>(Layers, Layout);

    /// <inheritdoc />
    public override string ToString() => string.Join(" → ", Layers);

    /// <inheritdoc />
    public bool Equals(Chain? other) => other is not null && Layers.SequenceEqual(other.Layers);

    /// <inheritdoc />
    public override int GetHashCode() => Layers.Aggregate(0, HashCode.Combine);
}
