using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;
using Microsoft.ML.NeuralArchitectureSearch.Training;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Evaluation;

/// <summary>A task that small networks solve within seconds: which half of an image its bar is in.</summary>
internal static class ToyTask
{
    public static LabelledData Data { get; } = BarImages.Create(count: 96);

    public static SearchTask Create() => new() { Data = Data, Space = new ToyNetworkSpace(), Seed = 1 };
}
