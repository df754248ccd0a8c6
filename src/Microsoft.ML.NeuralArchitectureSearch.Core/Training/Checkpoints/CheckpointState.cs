using System.Text.Json;
using System.Text.Json.Serialization;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;

/// <summary>The state of a run by name: values as JSON and tensors as bytes.</summary>
internal sealed class CheckpointState
{
    /// <summary>Serializer options: numbers keep every bit, nulls are written.</summary>
    public static JsonSerializerOptions Json { get; } = new(ExactJson.Options) { DefaultIgnoreCondition = JsonIgnoreCondition.Never };

    /// <summary>The values.</summary>
    public Dictionary<string, JsonElement> Values { get; init; } = [];

    /// <summary>The tensors.</summary>
    public Dictionary<string, SavedTensor> Tensors { get; init; } = [];

    /// <summary>Sets a value.</summary>
    public void Set<T>(string name, T value) => Values[name] = JsonSerializer.SerializeToElement(value, Json);

    /// <summary>Reads a value.</summary>
    /// <exception cref="FormatException">No value has this name and type.</exception>
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

    /// <summary>Saves a copy of a tensor.</summary>
    public void Save(string name, Tensor tensor) => Tensors[name] = SavedTensor.Of(tensor);

    /// <summary>Saves copies of tensors, numbered from 0.</summary>
    public void Save(string name, IEnumerable<Tensor> tensors)
    {
        var count = 0;
        foreach (var tensor in tensors)
        {
            Save($"{name}.{count++}", tensor);
        }

        Set($"{name}.count", count);
    }

    /// <summary>Copies the saved values into a tensor.</summary>
    /// <exception cref="FormatException">No tensor has this name, type and shape.</exception>
    public void Restore(string name, Tensor into) => Find(name).CopyTo(into, name);

    /// <summary>Copies the saved values into tensors.</summary>
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
    /// <exception cref="FormatException">No tensor has this name.</exception>
    public Tensor Read(string name) => Find(name).Read();

    /// <summary>Number of tensors that were saved under one name.</summary>
    public int CountOf(string name) => Get<int>($"{name}.count");

    private SavedTensor Find(string name) =>
        Tensors.TryGetValue(name, out var tensor) ? tensor : throw new FormatException($"The checkpoint has no tensor '{name}'.");
}
