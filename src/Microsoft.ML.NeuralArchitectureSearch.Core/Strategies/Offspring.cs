using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies;

/// <summary>Where the architectures of an evolution come from: the first ones are drawn, the others are mutants of these.</summary>
/// <param name="space">The space.</param>
/// <param name="random">The source of every draw.</param>
/// <param name="allowDuplicates">Whether an architecture may come a second time.</param>
/// <param name="context">Asked before every further attempt.</param>
internal sealed class Offspring(IMutationSpace space, Random random, bool allowDuplicates, ProposerContext context)
{
    private const int Attempts = 100;

    private readonly NewArchitectures _known = new(space, random, context);

    /// <summary>Draws an architecture of the first population.</summary>
    /// <returns>The architecture; <see langword="null"/> where all of the space were proposed.</returns>
    public Architecture? Founder() => _known.AreAll ? null : allowDuplicates ? Known(space.Draw(random)) : _known.Next();

    /// <summary>Mutates an architecture; further, where the mutants of one step are known and may not come again.</summary>
    /// <returns>The mutant; <see langword="null"/> where all of the space were proposed.</returns>
    public Architecture? ChildOf(Architecture parent)
    {
        if (_known.AreAll)
        {
            return null;
        }

        if (allowDuplicates)
        {
            return Known(space.Change(parent, random));
        }

        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var mutant = space.Change(parent, random);
            if (_known.Add(mutant))
            {
                return mutant;
            }

            context.ThrowIfCancelled();

            // Sometimes a step further: the neighbourhood may be known already.
            parent = random.Next(2) == 0 ? parent : mutant;
        }

        return _known.Next();
    }

    private Architecture Known(Architecture architecture)
    {
        _known.Add(architecture);
        return architecture;
    }
}
