using System.Text.Json;
using System.Text.Json.Serialization;

namespace Microsoft.ML.NeuralArchitectureSearch.Genotypes;

/// <summary>Recurrent cells within larger JSON, in their own layout.</summary>
internal sealed class RecurrentGenotypeConverter : JsonConverter<RecurrentGenotype>
{
    public override RecurrentGenotype Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return RecurrentGenotype.FromJson(document.RootElement.GetRawText());
    }

    public override void Write(Utf8JsonWriter writer, RecurrentGenotype value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.ToJson());
}
