using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs;

/// <summary>Networks as JSON.</summary>
internal static class NetworkGraphJson
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        IgnoreReadOnlyProperties = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        AllowOutOfOrderMetadataProperties = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public static string Write(NetworkGraph graph) =>
        JsonSerializer.Serialize(graph.Nodes.Select(node => new Node(node.Key, node.Layer, node.Inputs)), Json);

    public static NetworkGraph Read(string json)
    {
        try
        {
            return Build(JsonSerializer.Deserialize<ImmutableArray<Node>>(json, Json));
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or NotSupportedException or OverflowException)
        {
            throw new FormatException($"The text is not the JSON of a network: {exception.Message}", exception);
        }
    }

    // Put together anew, so that every layer is checked against the sizes of what it reads.
    private static NetworkGraph Build(ImmutableArray<Node> nodes)
    {
        if (nodes is not [{ Layer: InputLayer input }, ..])
        {
            throw new FormatException("A network begins with the layer that gives the inputs.");
        }

        var graph = new GraphBuilder(input.Shape);
        foreach (var node in nodes.Skip(1))
        {
            graph.Add(node.Key, node.Layer, node.Inputs.AsSpan());
        }

        return graph.Build();
    }

    private sealed record Node(string Key, Layer Layer, ImmutableArray<int> Inputs);
}
