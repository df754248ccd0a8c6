using Microsoft.ML.NeuralArchitectureSearch.Genotypes;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <summary>The architecture of a model that was loaded, where it is not made of a normal and a reduction cell.</summary>
/// <remarks>
/// A model file holds the network layer by layer and the architecture as text; what kind of architecture it is, its search space knows:
/// <c>space.FromJson(model.Architecture.ToJson())</c>.
/// </remarks>
internal sealed record SavedArchitecture : Architecture
{
    private readonly string _text;
    private readonly string _json;

    internal SavedArchitecture(string text, string json) => (_text, _json) = (text, json);

    /// <inheritdoc />
    public override string ToJson() => _json;

    /// <summary>The architecture as text for people.</summary>
    /// <returns>The text, on one line.</returns>
    public override string ToString() => _text;
}
