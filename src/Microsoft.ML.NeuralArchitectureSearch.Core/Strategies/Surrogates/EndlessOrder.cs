namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Surrogates;

/// <summary>Goes through the numbers 0 to <paramref name="count"/> less one again and again, each time in another order.</summary>
/// <param name="count">How many numbers there are.</param>
/// <param name="random">The source of the orders.</param>
internal sealed class EndlessOrder(int count, Random random)
{
    private readonly long[] _order = [.. Enumerable.Range(0, count).Select(index => (long)index)];
    private int _next = count;

    /// <summary>The next numbers; fewer than <paramref name="number"/> never.</summary>
    public IEnumerable<long> Next(int number)
    {
        for (var taken = 0; taken < number; taken++)
        {
            if (_next == _order.Length)
            {
                random.Shuffle(_order);
                _next = 0;
            }

            yield return _order[_next++];
        }
    }
}
