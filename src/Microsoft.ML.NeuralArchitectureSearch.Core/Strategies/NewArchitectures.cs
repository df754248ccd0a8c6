using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies;

/// <summary>Remembers which architectures were proposed, and draws others.</summary>
/// <param name="space">The space.</param>
/// <param name="random">The source of every draw.</param>
/// <param name="context">Asked before every further draw.</param>
internal sealed class NewArchitectures(ISearchSpace space, Random random, ProposerContext context)
{
    // After so many draws that were all known, the space has hardly any others.
    private const int Attempts = 10_000;

    private readonly HashSet<Architecture> _seen = [];

    /// <summary>Whether all architectures of the space were proposed, as far as the space knows how many it holds.</summary>
    public bool AreAll => space is ICountedSpace counted && counted.Count <= _seen.Count;

    /// <summary>Remembers an architecture.</summary>
    /// <returns>Whether it is new.</returns>
    public bool Add(Architecture architecture) => _seen.Add(architecture);

    /// <summary>Whether an architecture was proposed before.</summary>
    public bool Contains(Architecture architecture) => _seen.Contains(architecture);

    /// <summary>Draws an architecture that is new, and remembers it.</summary>
    /// <returns>The architecture; <see langword="null"/> where all of the space were proposed.</returns>
    /// <exception cref="OperationCanceledException">The context was cancelled.</exception>
    public Architecture? Next()
    {
        if (AreAll)
        {
            return null;
        }

        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var drawn = space.Draw(random);
            if (_seen.Add(drawn))
            {
                return drawn;
            }

            context.ThrowIfCancelled();
        }

        return null;
    }
}
