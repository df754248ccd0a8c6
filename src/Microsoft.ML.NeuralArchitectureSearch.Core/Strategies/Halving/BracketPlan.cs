using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Halving;

/// <summary>What a bracket of successive halving begins with and how far it goes.</summary>
/// <param name="Candidates">Candidates at the first rung.</param>
/// <param name="Epochs">Epochs of training at each rung, rising.</param>
/// <param name="ReductionFactor">Of how many candidates at a rung one goes on to the next.</param>
internal sealed record BracketPlan(int Candidates, ImmutableArray<int> Epochs, int ReductionFactor)
{
    /// <summary>The epochs of rungs from the least to the most, each as many times the one before as the reduction factor says.</summary>
    /// <exception cref="ArgumentException">The least is more than the most.</exception>
    public static ImmutableArray<int> Rungs(int least, int most, int reductionFactor, string parameter)
    {
        if (least > most)
        {
            throw new ArgumentException($"The fewest epochs are at most the most epochs, {most}; found {least}.", parameter);
        }

        var rungs = new Stack<int>();
        for (double epochs = most; epochs >= least; epochs /= reductionFactor)
        {
            rungs.Push((int)Math.Round(epochs));
        }

        return [.. rungs];
    }
}
