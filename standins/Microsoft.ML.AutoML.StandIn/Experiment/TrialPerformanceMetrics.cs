namespace Microsoft.ML.AutoML;

public class TrialPerformanceMetrics
{
    public double CpuUsage { get; internal set; }

    public double MemoryUsage { get; internal set; }

    public double? PeakCpuUsage { get; set; }

    public double? PeakMemoryUsage { get; set; }
}
