namespace Microsoft.ML.NeuralArchitectureSearch;

/// <summary>Loops that can be cancelled.</summary>
internal static class Watched
{
    /// <summary>The same items; a check runs before each.</summary>
    /// <param name="items">The items.</param>
    /// <param name="check">Called before every item; it may throw to end the loop.</param>
    public static IEnumerable<T> Each<T>(this IEnumerable<T> items, Action check)
    {
        foreach (var item in items)
        {
            check();
            yield return item;
        }
    }
}
