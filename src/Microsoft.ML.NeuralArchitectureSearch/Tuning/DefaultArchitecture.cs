using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

namespace Microsoft.ML.NeuralArchitectureSearch.Tuning;

/// <summary>The architecture that a search begins with where nothing is known yet: of some drawn ones, one larger than most.</summary>
/// <remarks>
/// AutoML's tuners try the default of a search space first and search around it, so it has to be a network that learns. The first sequence
/// of a space
/// is often the one without any operation, and the largest network takes the longest to train.
/// </remarks>
internal static class DefaultArchitecture
{
    private const int Drawn = 33;
    private const double Quantile = 0.75;

    private static readonly NetworkSize Size = new(new MapShape(3, 32, 32), ClassCount: 10);

    /// <summary>Finds the default architecture of a space; the same one each time.</summary>
    public static Architecture Of(ISearchSpace space)
    {
        var random = new Random(0);
        Architecture[] drawn = [.. Enumerable.Range(0, Drawn).Select(_ => space.Sample(random))];
        return space is INetworkSpace networks
            ? drawn.OrderBy(architecture => LiveParameters(networks, architecture)).ElementAt((int)(Quantile * (Drawn - 1)))
            : drawn[0];
    }

    // Weights count that the images reach and the logits depend on: behind zeros there is nothing to learn.
    private static long LiveParameters(INetworkSpace space, Architecture architecture)
    {
        try
        {
            var nodes = space.Describe(architecture, Size).Nodes;
            var reached = new bool[nodes.Length];
            for (var index = 0; index < nodes.Length; index++)
            {
                reached[index] = nodes[index].Layer is InputLayer
                    || (nodes[index].Layer is not ZeroLayer && nodes[index].Inputs.Any(input => reached[input]));
            }

            var needed = new bool[nodes.Length];
            needed[^1] = reached[^1];
            for (var index = nodes.Length - 1; index >= 0; index--)
            {
                foreach (var input in needed[index] ? nodes[index].Inputs : [])
                {
                    needed[input] = reached[input];
                }
            }

            return Enumerable.Range(0, nodes.Length).Where(index => needed[index]).Sum(index => nodes[index].Layer.ParameterCount);
        }
        catch (ArgumentException)
        {
            return 0; // a space of networks over texts, which do not read images
        }
    }
}
