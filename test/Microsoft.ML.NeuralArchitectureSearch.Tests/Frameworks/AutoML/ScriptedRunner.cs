using Microsoft.ML.AutoML;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Frameworks.AutoML;

internal sealed class ScriptedRunner(Func<TrialSettings, CancellationToken, double> loss) : ITrialRunner
{
    public int Disposals { get; private set; }

    public Task<TrialResult> RunAsync(TrialSettings settings, CancellationToken ct) =>
        Task.FromResult(new TrialResult { TrialSettings = settings, Loss = loss(settings, ct) });

    public void Dispose() => Disposals++;
}
