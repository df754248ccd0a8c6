using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;
using NUnit.Framework;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Training;

/// <summary>A run holds its tensors, so that no collection frees one that is read; but no more of them the longer it takes.</summary>
public sealed class HeldTensorsTests
{
    [TestCaseSource(typeof(SmallRuns), nameof(SmallRuns.All))]
    public void Steps_epochs_and_candidates_leave_nothing_behind(Func<string> run)
    {
        var counts = new Counts();
        SmallRuns.Watch.Value = counts;
        try
        {
            run();
        }
        finally
        {
            SmallRuns.Watch.Value = null;
        }

        foreach (var kind in counts.All.GroupBy(count => count.Name))
        {
            Assert.That(kind.Skip(1).Select(count => count.Held), Is.All.EqualTo(kind.Last().Held), kind.Key);
        }
    }

    private sealed class Counts : IProgress<SearchEvent>
    {
        public List<(string Name, int Held)> All { get; } = [];

        public void Report(SearchEvent value) => All.Add((value.GetType().Name, CurrentDisposeScope?.DisposablesCount ?? -1));
    }
}
