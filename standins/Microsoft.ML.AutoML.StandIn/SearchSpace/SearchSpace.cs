using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.ML.SearchSpace.Option;

namespace Microsoft.ML.SearchSpace;

/// <summary>The dimensions of several options one after another, sorted by name (not by declaration).</summary>
[JsonConverter(typeof(OptionConverter))]
public class SearchSpace : OptionBase, IDictionary<string, OptionBase>
{
    private readonly Dictionary<string, OptionBase> _options = [];

    public override double[] Default => [.. Sorted.SelectMany(option => option.Value.Default)];

    public override int FeatureSpaceDim => _options.Values.Sum(o => o.FeatureSpaceDim);

    public override int?[] Step => [.. Sorted.SelectMany(option => option.Value.Step)];

    public int Count => _options.Count;

    public bool IsReadOnly => false;

    public ICollection<string> Keys => _options.Keys;

    public ICollection<OptionBase> Values => _options.Values;

    private IEnumerable<KeyValuePair<string, OptionBase>> Sorted => _options.OrderBy(option => option.Key);

    public OptionBase this[string key]
    {
        get => _options[key];
        set => _options[key] = value;
    }

    public override Parameter SampleFromFeatureSpace(double[] feature)
    {
        var parameter = Parameter.CreateNestedParameter();
        var start = 0;
        foreach (var (key, option) in Sorted)
        {
            parameter[key] = option.SampleFromFeatureSpace([.. feature.Skip(start).Take(option.FeatureSpaceDim)]);
            start += option.FeatureSpaceDim;
        }

        return parameter;
    }

    public override double[] MappingToFeatureSpace(Parameter parameter) =>
        [.. Sorted.SelectMany(option => option.Value.MappingToFeatureSpace(parameter[option.Key]))];

    /// <summary>The same on every machine: it names the checkpoint file.</summary>
    public override int GetHashCode()
    {
        var middle = SampleFromFeatureSpace([.. Enumerable.Repeat(0.5, FeatureSpaceDim)]);
        var hash = JsonSerializer.Serialize(middle).Aggregate(31u, (h, c) => unchecked(h * 33) ^ c);
        return (int)(hash >> 1);
    }

    public void Add(string key, OptionBase value) => _options.Add(key, value);

    public void Add(KeyValuePair<string, OptionBase> item) => _options.Add(item.Key, item.Value);

    public void Clear() => _options.Clear();

    public bool Contains(KeyValuePair<string, OptionBase> item) => _options.Contains(item);

    public bool ContainsKey(string key) => _options.ContainsKey(key);

    public void CopyTo(KeyValuePair<string, OptionBase>[] array, int arrayIndex) =>
        ((ICollection<KeyValuePair<string, OptionBase>>)_options).CopyTo(array, arrayIndex);

    public IEnumerator<KeyValuePair<string, OptionBase>> GetEnumerator() => _options.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public bool Remove(string key) => _options.Remove(key);

    public bool Remove(KeyValuePair<string, OptionBase> item) => ((ICollection<KeyValuePair<string, OptionBase>>)_options).Remove(item);

    public bool TryGetValue(string key, out OptionBase value) => _options.TryGetValue(key, out value);
}
