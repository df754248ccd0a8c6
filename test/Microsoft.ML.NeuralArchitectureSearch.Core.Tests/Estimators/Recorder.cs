using Microsoft.ML.NeuralArchitectureSearch.Monitoring;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;

/// <summary>Keeps every event, on the thread that reports it; may act on each.</summary>
internal sealed class Recorder(Action<SearchEvent>? act = null) : IProgress<SearchEvent>
{
    public List<SearchEvent> All { get; } = [];

    public void Report(SearchEvent value)
    {
        All.Add(value);
        act?.Invoke(value);
    }
}
