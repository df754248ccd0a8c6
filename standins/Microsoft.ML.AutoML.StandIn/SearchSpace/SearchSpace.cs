using System.Collections;
using System.Text.Json;
using Microsoft.ML.SearchSpace.Option;

namespace Microsoft.ML.SearchSpace;

public class SearchSpace : OptionBase, IDictionary<string, OptionBase>
{
    private readonly Dictionary<string, OptionBase> _options;
    private readonly Parameter _defaultOption;

    public SearchSpace() => _options = [];

    protected SearchSpace(Type typeInfo, Parameter defaultOption = null)
    {
        _options = AttributedOptions.Of(typeInfo);
        _defaultOption = defaultOption;
    }

    public override double[] Default => KeySorted.Default(_options);

    public override int FeatureSpaceDim => _options.Values.Sum(o => o.FeatureSpaceDim);

    public override int?[] Step => KeySorted.Step(_options);

    public int Count => _options.Count;

    public bool IsReadOnly => false;

    public ICollection<string> Keys => _options.Keys;

    public ICollection<OptionBase> Values => _options.Values;

    public OptionBase this[string key]
    {
        get => _options[key];
        set => _options[key] = value;
    }

    public override Parameter SampleFromFeatureSpace(double[] feature)
    {
        var sample = KeySorted.Sample(_options, feature);
        return _defaultOption is null ? sample : Overlay(_defaultOption, sample);
    }

    public override double[] MappingToFeatureSpace(Parameter parameter) => KeySorted.Map(_options, parameter);

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

    private static Parameter Overlay(Parameter below, Parameter above)
    {
        if (below.ParameterType != ParameterType.Object || above.ParameterType != ParameterType.Object)
            return above;

        var both = Parameter.CreateNestedParameter();
        foreach (var key in below.Keys.Union(above.Keys))
        {
            both[key] = (below.TryGetValue(key, out var under), above.TryGetValue(key, out var over)) switch
            {
                (true, true) => Overlay(under, over),
                (true, false) => under,
                _ => over,
            };
        }

        return both;
    }
}
