using Microsoft.ML.NeuralArchitectureSearch.Training;
namespace Microsoft.ML.NeuralArchitectureSearch.Strategies;

/// <summary>A way to search: turns a task into the architecture that it found.</summary>
public interface ISearchStrategy
{
    /// <summary>Looks whether a search can begin; estimators ask before they read any row. By default nothing is looked at.</summary>
    /// <param name="task">
    /// The task on the CPU, with stand-ins for its data: as many examples of the size that is expected, as far as that is known, all of
    /// them zero. The
    /// stand-ins are only valid during the call.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The strategy cannot search the task's space, or its settings do not suit data of that size.
    /// </exception>
    void Check(SearchTask task)
    {
    }

    /// <summary>Searches until the plan, the time budget or a cancellation ends it.</summary>
    /// <param name="task">What to search in, on which images, on which device, with which seed.</param>
    /// <returns>The best architecture found, also when the search was cut short.</returns>
    /// <exception cref="ArgumentException">The strategy cannot search the task's space, or the images do not suit its settings.</exception>
    /// <exception cref="TimeoutException">The time budget was used up before anything could be learned.</exception>
    NeuralArchitectureSearchResult Search(SearchTask task);
}
