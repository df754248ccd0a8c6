using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Microsoft.ML.NeuralArchitectureSearch.Genotypes;

/// <summary>Recurrent cells as JSON, in the layout that <see cref="RecurrentGenotype"/> documents.</summary>
internal static class RecurrentGenotypeJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        AllowDuplicateProperties = false,
    };

    public static string Write(RecurrentGenotype genotype) =>
        JsonSerializer.Serialize(new Cell([.. genotype.Nodes], [.. genotype.Averaged]), Options);

    public static RecurrentGenotype Read(string json)
    {
        try
        {
            var cell = JsonSerializer.Deserialize<Cell>(json, Options) ?? throw new JsonException("It is null.");
            return new([.. cell.Nodes], cell.Averaged.ToImmutableArray());
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            throw new FormatException($"The text is not the JSON of a recurrent cell: {exception.Message}", exception);
        }
    }

    private sealed record Cell(RecurrentNode[] Nodes, int[] Averaged);
}
