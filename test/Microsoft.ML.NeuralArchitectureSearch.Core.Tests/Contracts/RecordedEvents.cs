using Microsoft.ML.NeuralArchitectureSearch.Monitoring;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;

/// <summary>Notes every event on the thread that tells of it, and may act on it.</summary>
internal sealed class RecordedEvents(Action<SearchEvent>? act = null) : IProgress<SearchEvent>
{
    public List<SearchEvent> All { get; } = [];

    public void Report(SearchEvent value)
    {
        All.Add(value);
        act?.Invoke(value);
    }
}
