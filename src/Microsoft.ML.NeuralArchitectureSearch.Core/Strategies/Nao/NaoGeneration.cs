using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Nao;

/// <summary>
/// The architectures among which the predictor chooses a generation: none of them was proposed before, and none is there twice.
/// </summary>
/// <param name="space">The space.</param>
/// <param name="known">What was proposed before.</param>
/// <param name="context">Asked before every architecture that is made.</param>
internal sealed class NaoGeneration(ISequenceSpace space, NewArchitectures known, ProposerContext context)
{
    private readonly List<(Architecture Architecture, Architecture? Parent)> _found = [];
    private readonly HashSet<Architecture> _architectures = [];

    /// <summary>Improves the parents with growing steps, until there are enough new architectures or no more steps.</summary>
    public void AddImproved(NaoEnsemble ensemble, ImmutableArray<Architecture> parents, int enough)
    {
        foreach (var improved in ensemble.Improve(parents))
        {
            foreach (var (architecture, parent) in improved)
            {
                Add(architecture, parent);
            }

            if (_found.Count >= enough)
            {
                return;
            }
        }
    }

    /// <summary>Mutates the parents in turn, where the space can, and every second mutant once more.</summary>
    public void AddMutants(ImmutableArray<Architecture> parents, int count, Random random)
    {
        if (space is IMutationSpace mutable)
        {
            for (var index = 0; index < count; index++)
            {
                context.ThrowIfCancelled();
                var parent = parents[index % parents.Length];
                var mutant = mutable.Mutate(parent, random);
                Add(index % 2 == 0 ? mutant : mutable.Mutate(mutant, random), parent);
            }
        }
    }

    /// <summary>Draws architectures.</summary>
    public void AddRandom(int count, Random random)
    {
        for (var index = 0; index < count; index++)
        {
            context.ThrowIfCancelled();
            Add(space.Sample(random), parent: null);
        }
    }

    /// <summary>Those that the models think best, the best first.</summary>
    public IEnumerable<(Architecture Architecture, Architecture? Parent)> Best(NaoEnsemble ensemble, int count) => _found.Count == 0
        ? []
        : ensemble.Predict([.. _found.Select(found => found.Architecture)])
            .Zip(_found)
            .OrderByDescending(pair => pair.First)
            .Take(count)
            .Select(pair => pair.Second);

    private void Add(Architecture architecture, Architecture? parent)
    {
        if (!known.Contains(architecture) && _architectures.Add(architecture))
        {
            _found.Add((architecture, parent));
        }
    }
}
