using System.Text.Json;
using System.Text.Json.Serialization;

namespace Microsoft.ML.SearchSpace;

/// <summary>A parameter is its plain JSON value; whole numbers come back as long, others as double.</summary>
internal sealed class ParameterConverter : JsonConverter<Parameter>
{
    public override Parameter Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.StartObject =>
            Parameter.CreateNestedParameter([.. JsonSerializer.Deserialize<Dictionary<string, Parameter>>(ref reader, options)]),
        JsonTokenType.StartArray => Parameter.FromIEnumerable(JsonSerializer.Deserialize<List<Parameter>>(ref reader, options)),
        JsonTokenType.String => Parameter.FromString(reader.GetString()),
        JsonTokenType.Number => reader.TryGetInt64(out var whole) ? Parameter.FromLong(whole) : Parameter.FromDouble(reader.GetDouble()),
        JsonTokenType.True or JsonTokenType.False => Parameter.FromBool(reader.GetBoolean()),
        JsonTokenType.Null => null,
        var other => throw new ArgumentException($"Unsupported reader type {other}"),
    };

    public override void Write(Utf8JsonWriter writer, Parameter value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value.Value, options);
}
