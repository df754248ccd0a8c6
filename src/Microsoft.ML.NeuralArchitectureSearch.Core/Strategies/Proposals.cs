using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies;

/// <summary>What every proposer owes to those who ask it and tell it.</summary>
internal static class Proposals
{
    /// <summary>Collects candidates until there are enough, or for now no more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is zero or negative.</exception>
    /// <exception cref="OperationCanceledException">The context was cancelled.</exception>
    public static ImmutableArray<Candidate> UpTo(int count, Func<Candidate?> next, ProposerContext context)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        var candidates = ImmutableArray.CreateBuilder<Candidate>();
        while (candidates.Count < count && next() is { } candidate)
        {
            candidates.Add(candidate);
            if (candidates.Count < count)
            {
                context.ThrowIfCancelled();
            }
        }

        return candidates.ToImmutable();
    }

    /// <summary>Refuses what does not belong to the space that is searched, such as the history of another search.</summary>
    /// <returns>The candidate.</returns>
    /// <exception cref="ArgumentNullException">There is no candidate.</exception>
    /// <exception cref="ArgumentException">The candidate does not belong to the space.</exception>
    public static EvaluatedCandidate Member(ISearchSpace space, EvaluatedCandidate evaluated)
    {
        ArgumentNullException.ThrowIfNull(evaluated);
        return space.Contains(evaluated.Candidate.Architecture)
            ? evaluated
            : throw new ArgumentException(
                $"The candidate does not belong to the space that is searched, {space}: {evaluated.Candidate.Architecture}",
                nameof(evaluated));
    }

    /// <summary>The context of a run.</summary>
    /// <exception cref="ArgumentNullException">There is none.</exception>
    public static ProposerContext Given(ProposerContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context;
    }

    /// <summary>The space as one that can do what a proposer needs.</summary>
    /// <typeparam name="TSpace">The interface of what it must be able to do.</typeparam>
    /// <exception cref="ArgumentNullException">There is no space.</exception>
    /// <exception cref="ArgumentException">The space cannot do it.</exception>
    public static TSpace Capable<TSpace>(ISearchSpace space)
        where TSpace : class, ISearchSpace
    {
        ArgumentNullException.ThrowIfNull(space);
        return space as TSpace
            ?? throw new ArgumentException(
                $"The proposer needs a space that is an {typeof(TSpace).Name}; {space.GetType().Name} is none.",
                nameof(space));
    }
}
