namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Recurrent;

/// <summary>A method whose units threads share.</summary>
/// <param name="method">Takes the unit and the worker.</param>
internal sealed class SharedWork(Action<int, int> method) : IParallelWork
{
    /// <inheritdoc />
    public void Do(int unit, int worker) => method(unit, worker);
}
