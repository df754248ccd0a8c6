using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.SearchSpace;

namespace Microsoft.ML.NeuralArchitectureSearch.Tuning;

/// <summary>A candidate as a parameter of AutoML: what its monitors show and its runner builds.</summary>
internal static class CandidateParameter
{
    /// <summary>The key of the parameter among those of an experiment.</summary>
    public const string Key = "NeuralArchitecture";

    /// <summary>The architecture as JSON, on one line.</summary>
    public const string Architecture = "Architecture";

    private const string Text = "Text";
    private const string Epochs = "Epochs";

    // Only brackets and quotes of JSON; a '+' or '|' of an architecture stays readable.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a candidate.</summary>
    public static Parameter Of(Candidate candidate)
    {
        var own = Parameter.CreateNestedParameter(
            new(Architecture, Parameter.FromString(Line(candidate.Architecture))),
            new(Text, Parameter.FromString($"{candidate.Architecture}")));
        if (candidate.Epochs is { } epochs)
        {
            own[Epochs] = Parameter.FromInt(epochs);
        }

        return Parameter.CreateNestedParameter(new KeyValuePair<string, Parameter>(Key, own));
    }

    /// <summary>Reads a candidate: one that a proposer or one that a tuner of AutoML chose.</summary>
    /// <exception cref="ArgumentException">The parameter holds none.</exception>
    public static Candidate Read(Parameter parameter, ISearchSpace space)
    {
        if (!parameter.TryGetValue(Key, out var own) || !own.TryGetValue(Architecture, out var json))
        {
            throw new ArgumentException(
                $"A trial needs the parameter '{Key}' with '{Architecture}' in it; found {parameter}.",
                nameof(parameter));
        }

        return new(space.FromJson(json.AsType<string>()))
        {
            Epochs = own.TryGetValue(Epochs, out var epochs) ? epochs.AsType<int>() : null
        };
    }

    /// <summary>The JSON of an architecture on one line.</summary>
    public static string Line(Architecture architecture) => JsonNode.Parse(architecture.ToJson())!.ToJsonString(Readable);
}
