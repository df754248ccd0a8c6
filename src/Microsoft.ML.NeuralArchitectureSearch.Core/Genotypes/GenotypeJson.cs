using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Microsoft.ML.NeuralArchitectureSearch.Genotypes;

/// <summary>Genotypes as JSON, in the layout that <see cref="Genotype"/> documents.</summary>
internal static class GenotypeJson
{
    private const string Normal = "normal";
    private const string Reduction = "reduction";
    private const string Nodes = "nodes";
    private const string Concatenated = "concatenated";
    private const string Operation = "operation";
    private const string Source = "source";

    private static readonly JsonDocumentOptions Reading = new() { AllowDuplicateProperties = false };

    public static string Write(Genotype genotype, bool indented = true)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = indented, NewLine = "\n" }))
        {
            writer.WriteStartObject();
            Write(writer, Normal, genotype.Normal);
            Write(writer, Reduction, genotype.Reduction);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    public static Genotype Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Reading);
            var (normal, reduction) = Members(document.RootElement, "the document", Normal, Reduction);
            return new Genotype(ReadCell(normal, Normal), ReadCell(reduction, Reduction));
        }
        catch (JsonException exception)
        {
            throw new FormatException($"The genotype is not valid JSON: {exception.Message}", exception);
        }
    }

    private static void Write(Utf8JsonWriter writer, string name, CellGenotype cell)
    {
        writer.WriteStartObject(name);
        writer.WriteStartArray(Nodes);
        foreach (var edges in cell.Nodes)
        {
            writer.WriteStartArray();
            foreach (var edge in edges)
            {
                writer.WriteStartObject();
                writer.WriteString(Operation, edge.Operation);
                writer.WriteNumber(Source, edge.Source);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        writer.WriteStartArray(Concatenated);
        foreach (var node in cell.Concatenated)
        {
            writer.WriteNumberValue(node);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static CellGenotype ReadCell(JsonElement element, string path)
    {
        var (nodes, concatenated) = Members(element, path, Nodes, Concatenated);
        var edges = Elements(nodes, $"{path}.{Nodes}", (node, at) => Elements(node, at, ReadEdge));
        var outputs = Elements(concatenated, $"{path}.{Concatenated}", Integer);
        try
        {
            return new CellGenotype(edges, outputs);
        }
        catch (ArgumentException exception)
        {
            throw new FormatException($"{path} is no cell: {exception.Message}", exception);
        }
    }

    private static Edge ReadEdge(JsonElement element, string path)
    {
        var (operation, source) = Members(element, path, Operation, Source);
        if (operation.ValueKind != JsonValueKind.String)
        {
            throw Unexpected(operation, $"{path}.{Operation}", "the name of an operation");
        }

        return new Edge(Integer(source, $"{path}.{Source}"), operation.GetString()!);
    }

    private static int Integer(JsonElement element, string path) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var value)
            ? value
            : throw Unexpected(element, path, "the index of a node, a whole number");

    private static ImmutableArray<T> Elements<T>(JsonElement element, string path, Func<JsonElement, string, T> read) =>
        element.ValueKind == JsonValueKind.Array
            ? [.. element.EnumerateArray().Select((child, index) => read(child, $"{path}[{index}]"))]
            : throw Unexpected(element, path, "a list");

    private static (JsonElement First, JsonElement Second) Members(JsonElement element, string path, string first, string second)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw Unexpected(element, path, $"an object with the members '{first}' and '{second}'");
        }

        var names = element.EnumerateObject().Select(member => member.Name).ToArray();
        if (names.Length != 2 || !names.Contains(first) || !names.Contains(second))
        {
            var found = names.Length == 0 ? "none" : string.Join(", ", names.Select(name => $"'{name}'"));
            throw new FormatException($"In a genotype, {path} has exactly the members '{first}' and '{second}'; found {found}.");
        }

        return (element.GetProperty(first), element.GetProperty(second));
    }

    private static FormatException Unexpected(JsonElement element, string path, string expected)
    {
        var text = element.GetRawText();
        return new FormatException($"In a genotype, {path} is {expected}; found {(text.Length > 60 ? text[..60] + "…" : text)}.");
    }
}
