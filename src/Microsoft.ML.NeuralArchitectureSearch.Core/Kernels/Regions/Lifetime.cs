namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

/// <summary>When a map is needed, in waves, both ends included.</summary>
internal readonly record struct Lifetime(int First, int Last)
{
    /// <summary>Whether two maps are needed at the same time.</summary>
    public bool Overlaps(Lifetime other) => First <= other.Last && other.First <= Last;

    /// <summary>The shortest lifetime that holds both.</summary>
    public Lifetime With(Lifetime other) => new(Math.Min(First, other.First), Math.Max(Last, other.Last));
}
