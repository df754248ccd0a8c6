namespace Microsoft.ML.NeuralArchitectureSearch.Kernels;

/// <summary>Work that falls into units which do not depend on each other.</summary>
internal interface IParallelWork
{
    /// <param name="unit">Which unit.</param>
    /// <param name="worker">Which worker of the team does it: its scratch memory is its own.</param>
    void Do(int unit, int worker);
}
