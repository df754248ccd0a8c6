namespace Microsoft.ML.NeuralArchitectureSearch.Strategies;

/// <summary>A way to search: turns a task into the architecture that it found.</summary>
public interface ISearchStrategy
{
    /// <summary>Searches until the plan, the time budget or a cancellation ends it.</summary>
    /// <param name="task">What to search in, on which images, on which device, with which seed.</param>
    /// <returns>The best architecture found, also when the search was cut short.</returns>
    /// <exception cref="ArgumentException">The strategy cannot search the task's space, or the images do not suit its settings.</exception>
    NeuralArchitectureSearchResult Search(SearchTask task);
}
