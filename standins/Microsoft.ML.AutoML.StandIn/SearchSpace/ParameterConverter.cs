using System.Text.Json;
using System.Text.Json.Serialization;

namespace Microsoft.ML.SearchSpace;

public enum ParameterType
{
    Integer = 0,
    Number = 1,
    Bool = 2,
    String = 3,
    Object = 4,
    Array = 5,
}

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

/// <summary>
/// Knows numbers and choices only, as the original: an option of others is an error, and a search space is written as nothing.
/// </summary>
internal sealed class OptionConverter : JsonConverter<Option.OptionBase>
{
    public override bool CanConvert(Type typeToConvert) => typeof(Option.OptionBase).IsAssignableFrom(typeToConvert);

    public override Option.OptionBase Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException();

    public override void Write(Utf8JsonWriter writer, Option.OptionBase value, JsonSerializerOptions options) => Check(value);

    private static void Check(Option.OptionBase option)
    {
        if (option is SearchSpace space)
        {
            foreach (var inner in space.Values)
            {
                Check(inner);
            }
        }
        else if (option is not (Option.UniformNumericOption or Option.ChoiceOption))
        {
            throw new ArgumentException("unknown option type");
        }
    }
}
