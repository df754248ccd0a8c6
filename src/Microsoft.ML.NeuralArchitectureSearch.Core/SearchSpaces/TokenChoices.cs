using Microsoft.ML.NeuralArchitectureSearch.Genotypes;

namespace Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

/// <summary>All architectures that differ in one stretch of their tokens.</summary>
internal static class TokenChoices
{
    /// <summary>Goes through every choice of some tokens.</summary>
    /// <param name="space">The space; which tokens are allowed behind the stretch must not depend on those in it.</param>
    /// <param name="architecture">A member of the space, whose other tokens stay.</param>
    /// <param name="first">Position of the first token of the stretch.</param>
    /// <param name="count">Number of tokens in it.</param>
    /// <returns>Distinct members of the space.</returns>
    public static IEnumerable<Architecture> Of(ISequenceSpace space, Architecture architecture, int first, int count) =>
        Sequences(space, [.. space.Encode(architecture)], first, first + count).Select(tokens => space.Decode(tokens)).Distinct();

    private static IEnumerable<int[]> Sequences(ISequenceSpace space, int[] tokens, int position, int end)
    {
        if (position == end)
        {
            return [tokens];
        }

        return space.Allowed(tokens.AsSpan(0, position)).SelectMany(token =>
        {
            int[] chosen = [.. tokens];
            chosen[position] = token;
            return Sequences(space, chosen, position + 1, end);
        });
    }
}
