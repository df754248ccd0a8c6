using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <summary>Architectures in model files: cells as their own JSON, all others as text and JSON that their search space reads.</summary>
internal sealed class ArchitectureConverter : JsonConverter<Architecture>
{
    private const string Text = "text";
    private const string Json = "json";

    public override Architecture Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var root = document.RootElement;
        return root.ValueKind == JsonValueKind.Object && root.TryGetProperty(Text, out var text) && root.TryGetProperty(Json, out var json)
            ? new SavedArchitecture(text.GetString()!, json.GetRawText())
            : Genotype.FromJson(root.GetRawText());
    }

    public override void Write(Utf8JsonWriter writer, Architecture value, JsonSerializerOptions options)
    {
        if (value is Genotype)
        {
            writer.WriteRawValue(value.ToJson());
            return;
        }

        writer.WriteStartObject();
        writer.WriteString(Text, value.ToString());
        writer.WritePropertyName(Json);
        writer.WriteRawValue(value.ToJson());
        writer.WriteEndObject();
    }
}
