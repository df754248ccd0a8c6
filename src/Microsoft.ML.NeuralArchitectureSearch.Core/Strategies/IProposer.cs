using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies;

/// <summary>A way to choose which architectures to evaluate next, with its settings; it keeps no state, its runs do.</summary>
public interface IProposer
{
    /// <summary>Begins a search.</summary>
    /// <param name="space">The space to propose members of; what it must be able to do depends on the proposer.</param>
    /// <param name="seed">The seed that every random draw comes from.</param>
    /// <param name="progress">Observes the training of proposers that learn. Default: none.</param>
    /// <returns>A run. The same seed and the same observations lead to the same proposals.</returns>
    /// <exception cref="ArgumentNullException">There is no space.</exception>
    /// <exception cref="ArgumentException">The space cannot do what the proposer needs.</exception>
    IProposerRun Start(ISearchSpace space, int seed, IProgress<SearchEvent>? progress = null);

    /// <summary>Begins a search whose proposer can be cancelled while it computes.</summary>
    /// <param name="space">The space to propose members of; what it must be able to do depends on the proposer.</param>
    /// <param name="seed">The seed that every random draw comes from.</param>
    /// <param name="context">The observer and the cancellation. They do not change what is proposed.</param>
    /// <returns>
    /// A run. By default it is that of the other overload, which is cancelled between proposals only: right for a proposer whose proposals
    /// take no time.
    /// </returns>
    /// <exception cref="ArgumentNullException">There is no space or no context.</exception>
    /// <exception cref="ArgumentException">The space cannot do what the proposer needs.</exception>
    IProposerRun Start(ISearchSpace space, int seed, ProposerContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Start(space, seed, context.Progress);
    }
}
