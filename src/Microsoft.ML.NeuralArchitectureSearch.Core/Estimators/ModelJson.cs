using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <summary>How model files describe models.</summary>
internal static class ModelJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        IgnoreReadOnlyProperties = true,
        RespectNullableAnnotations = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new ArchitectureConverter(), new GraphConverter(), new JsonStringEnumConverter() },
    };

    public static string Write<T>(T description) => JsonSerializer.Serialize(description, Options);

    /// <summary>Reads a description and makes a model of it.</summary>
    /// <exception cref="FormatException">The text describes no model.</exception>
    public static TModel Read<TDescription, TModel>(string text, Func<TDescription, TModel> toModel)
        where TDescription : class
    {
        try
        {
            return toModel(
                JsonSerializer.Deserialize<TDescription>(text, Options)
                    ?? throw new FormatException("The model file is damaged: it describes nothing."));
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or NotSupportedException or OverflowException)
        {
            throw new FormatException($"The model file is damaged: {exception.Message}", exception);
        }
    }

    private sealed class GraphConverter : JsonConverter<NetworkGraph>
    {
        public override NetworkGraph Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var document = JsonDocument.ParseValue(ref reader);
            return NetworkGraph.FromJson(document.RootElement.GetRawText());
        }

        public override void Write(Utf8JsonWriter writer, NetworkGraph value, JsonSerializerOptions options) =>
            writer.WriteRawValue(value.ToJson());
    }
}
