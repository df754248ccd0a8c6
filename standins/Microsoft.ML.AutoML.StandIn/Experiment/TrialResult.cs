namespace Microsoft.ML.AutoML;

/// <summary>The loss is minimized and alone decides the best.</summary>
public class TrialResult : IEqualityComparer<TrialResult>
{
    public TrialSettings TrialSettings { get; set; }

    public ITransformer Model { get; set; }

    public double Loss { get; set; }

    public double Metric { get; set; }

    public double DurationInMilliseconds { get; set; }

    public double? PeakCpu { get; set; }

    public double? PeakMemoryInMegaByte { get; set; }

    public bool Equals(TrialResult x, TrialResult y) => GetHashCode(x) == GetHashCode(y);

    public int GetHashCode(TrialResult obj) => obj?.TrialSettings?.TrialId ?? 0;
}
