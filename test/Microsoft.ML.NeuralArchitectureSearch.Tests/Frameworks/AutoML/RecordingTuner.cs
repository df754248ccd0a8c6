using Microsoft.ML.AutoML;
using Microsoft.ML.SearchSpace;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Frameworks.AutoML;

internal sealed class RecordingTuner : ITuner
{
    public List<(int Trial, double Loss)> Updates { get; } = [];

    public Parameter Propose(TrialSettings settings) =>
        Parameter.CreateNestedParameter(new KeyValuePair<string, Parameter>("x", Parameter.FromInt(settings.TrialId)));

    public void Update(TrialResult result) => Updates.Add((result.TrialSettings.TrialId, result.Loss));
}
