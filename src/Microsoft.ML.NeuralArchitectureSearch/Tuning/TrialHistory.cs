using Microsoft.ML.AutoML;

namespace Microsoft.ML.NeuralArchitectureSearch.Tuning;

/// <summary>The trials of an experiment's checkpoint.</summary>
internal static class TrialHistory
{
    // AutoML shows its checkpoint to its own tuners only: the interface is internal.
    private static readonly Type? Manager = typeof(AutoMLExperiment).Assembly.GetType("Microsoft.ML.AutoML.ITrialResultManager");

    /// <summary>Reads the trials of former runs.</summary>
    /// <param name="services">The experiment's services.</param>
    /// <returns>The trials, with parameter and loss; none where the experiment has no checkpoint.</returns>
    public static IEnumerable<TrialResult> Of(IServiceProvider services)
    {
        var manager = Manager is null ? null : services.GetService(Manager);
        return manager is null ? [] : (IEnumerable<TrialResult>?)Manager!.GetMethod("GetAllTrialResults")?.Invoke(manager, []) ?? [];
    }
}
