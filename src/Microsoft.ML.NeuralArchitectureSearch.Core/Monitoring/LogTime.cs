using static System.FormattableString;

namespace Microsoft.ML.NeuralArchitectureSearch.Monitoring;

/// <summary>Times in lines of a log.</summary>
internal static class LogTime
{
    /// <summary>Hours, minutes and seconds.</summary>
    public static string Of(TimeSpan time) => Invariant($"{time:h\\:mm\\:ss}");
}
