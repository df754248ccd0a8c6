using System.Globalization;

namespace Microsoft.ML.NeuralArchitectureSearch.Genotypes.Drawing;

/// <summary>The names that the literature gives to a cell's nodes: a letter with an index, or a number.</summary>
internal sealed record NodeLabels(string FirstInput, string SecondInput, string Output)
{
    public static NodeLabels OfConvolutionalCell { get; } = new("c_{k-2}", "c_{k-1}", "c_{k}");

    public static NodeLabels OfRecurrentCell { get; } = new("x_{t}", "h_{t-1}", "h_{t}");

    public string Of(int node) => node switch
    {
        0 => FirstInput,
        1 => SecondInput,
        _ => (node - CellGenotype.InputCount).ToString(CultureInfo.InvariantCulture),
    };
}
