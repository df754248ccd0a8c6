namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;

/// <summary>A clock that goes on by one second whenever somebody looks at it.</summary>
internal sealed class TickingClock : TimeProvider
{
    private long _seconds;

    public override long TimestampFrequency => 1;

    public override long GetTimestamp() => _seconds++;
}
