using System.Diagnostics;

namespace Microsoft.ML.NeuralArchitectureSearch.Benchmarks.Texts;

/// <summary>A clock that goes on only while this process computes: what others do on the machine costs no budget.</summary>
internal sealed class ProcessorClock : TimeProvider
{
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime.Ticks;
    }
}
