using System.Text.Json;

namespace Microsoft.ML.NeuralArchitectureSearch.Genotypes;

/// <summary>A network that somebody described layer by layer, outside of any search space.</summary>
/// <param name="Name">What it is called.</param>
internal sealed record DescribedNetwork(string Name) : Architecture
{
    /// <summary>What it is called.</summary>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public string Name { get; } = WellFormed.Of(Checked.NotBlank(Name, nameof(Name))!);

    /// <inheritdoc />
    public override string ToJson() => JsonSerializer.Serialize(new Dictionary<string, string> { ["name"] = Name });

    /// <summary>What it is called.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => Name;
}
