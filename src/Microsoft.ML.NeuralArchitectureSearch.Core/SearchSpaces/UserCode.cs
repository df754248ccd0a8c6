using Microsoft.ML.NeuralArchitectureSearch.Genotypes;

namespace Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

/// <summary>What spaces, proposers, evaluators and strategies return, which users may have written.</summary>
internal static class UserCode
{
    /// <param name="value">What was returned.</param>
    /// <param name="member">Who returned it, such as <c>MyProposer.Start</c>.</param>
    /// <exception cref="InvalidOperationException">Nothing was returned.</exception>
    public static T Returned<T>(T? value, string member)
        where T : class => value ?? throw new ReturnedNullException(member);

    /// <summary>Draws an architecture.</summary>
    /// <exception cref="InvalidOperationException">The space returned none.</exception>
    public static Architecture Draw(this ISearchSpace space, Random random) =>
        Returned(space.Sample(random), $"{space.GetType().Name}.{nameof(ISearchSpace.Sample)}");

    /// <summary>Changes an architecture.</summary>
    /// <exception cref="InvalidOperationException">The space returned none.</exception>
    public static Architecture Change(this IMutationSpace space, Architecture parent, Random random) =>
        Returned(space.Mutate(parent, random), $"{space.GetType().Name}.{nameof(IMutationSpace.Mutate)}");
}

/// <summary>Code that users may have written returned nothing.</summary>
internal sealed class ReturnedNullException(string member) : InvalidOperationException($"{member} returned null.");
