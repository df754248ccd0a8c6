namespace Microsoft.ML.NeuralArchitectureSearch.Networks;

/// <summary>The threads that a trained network is computed with.</summary>
internal static class ScoringThreads
{
    /// <summary>
    /// Threads of the kernels, 0 for no kernels: never more than the machine has processors, as a model may be loaded on a smaller one.
    /// </summary>
    /// <param name="wanted">The number that the training was given; <see langword="null"/> for as many as torch has.</param>
    public static int OfKernels(int? wanted) => Math.Min(wanted ?? ThreadCount.Current, Environment.ProcessorCount);
}
