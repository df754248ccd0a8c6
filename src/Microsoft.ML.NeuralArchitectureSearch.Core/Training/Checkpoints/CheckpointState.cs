using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;

/// <summary>The state of a run by name: values as JSON, and tensors as their bytes.</summary>
internal sealed class CheckpointState
{
    /// <summary>How values are written: numbers come back to the bit, and no value is left out.</summary>
    public static JsonSerializerOptions Json { get; } = new(SearchHistoryEntry.Json) { DefaultIgnoreCondition = JsonIgnoreCondition.Never };

    /// <summary>The values.</summary>
    public Dictionary<string, JsonElement> Values { get; init; } = [];

    /// <summary>The tensors.</summary>
    public Dictionary<string, SavedTensor> Tensors { get; init; } = [];

    /// <summary>Takes a value in.</summary>
    public void Set<T>(string name, T value) => Values[name] = JsonSerializer.SerializeToElement(value, Json);

    /// <summary>Reads a value.</summary>
    /// <exception cref="FormatException">There is none of the name and type.</exception>
    public T Get<T>(string name)
    {
        try
        {
            return Values[name].Deserialize<T>(Json)!;
        }
        catch (Exception exception) when (exception is KeyNotFoundException or JsonException)
        {
            throw new FormatException($"The checkpoint has no value '{name}' of the type {typeof(T).Name}.", exception);
        }
    }

    /// <summary>Takes a copy of a tensor in.</summary>
    public void Save(string name, Tensor tensor) => Tensors[name] = SavedTensor.Of(tensor);

    /// <summary>Takes copies of tensors in, by their places.</summary>
    public void Save(string name, IEnumerable<Tensor> tensors)
    {
        var count = 0;
        foreach (var tensor in tensors)
        {
            Save($"{name}.{count++}", tensor);
        }

        Set($"{name}.count", count);
    }

    /// <summary>Gives a tensor the values that it had.</summary>
    /// <exception cref="FormatException">There is none of the name, type and shape.</exception>
    public void Restore(string name, Tensor into) => Find(name).CopyTo(into, name);

    /// <summary>Gives tensors the values that they had.</summary>
    /// <exception cref="FormatException">Their number, types or shapes differ.</exception>
    public void Restore(string name, IReadOnlyCollection<Tensor> into)
    {
        if (CountOf(name) != into.Count)
        {
            throw new FormatException($"The checkpoint has {CountOf(name)} tensors '{name}'; {into.Count} are needed.");
        }

        foreach (var (index, tensor) in into.Index())
        {
            Restore($"{name}.{index}", tensor);
        }
    }

    /// <summary>Reads a tensor.</summary>
    /// <returns>A tensor on the CPU, in the caller's dispose scope.</returns>
    /// <exception cref="FormatException">There is none of the name.</exception>
    public Tensor Read(string name) => Find(name).Read();

    /// <summary>Number of tensors that were taken in together.</summary>
    public int CountOf(string name) => Get<int>($"{name}.count");

    private SavedTensor Find(string name) =>
        Tensors.TryGetValue(name, out var tensor) ? tensor : throw new FormatException($"The checkpoint has no tensor '{name}'.");
}
