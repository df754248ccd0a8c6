using System.Collections;

namespace TorchSharp.Utils;

/// A dictionary that keeps the order of insertion and can also be indexed by position.
public class OrderedDict<TKey, TValue> : IDictionary<TKey, TValue>, IList<(TKey, TValue)>
{
    private readonly List<(TKey Key, TValue Value)> _entries = [];
    private readonly Dictionary<TKey, TValue> _values = [];

    public int Count => _entries.Count;

    public bool IsReadOnly => false;

    public ICollection<TKey> Keys => _entries.Select(entry => entry.Key).ToList();

    public ICollection<TValue> Values => _entries.Select(entry => entry.Value).ToList();

    public TValue this[TKey key]
    {
        get => _values[key];
        set
        {
            if (_values.ContainsKey(key))
                this[Position(key)] = (key, value);
            else
                Add(key, value);
        }
    }

    public (TKey, TValue) this[int index]
    {
        get => _entries[index];
        set
        {
            _values.Remove(_entries[index].Key);
            _entries[index] = value;
            _values[value.Item1] = value.Item2;
        }
    }

    public void Add(TKey key, TValue value) => Insert(Count, (key, value));

    public void Add((TKey, TValue) item) => Insert(Count, item);

    public void Add(KeyValuePair<TKey, TValue> item) => Add(item.Key, item.Value);

    public void Insert(int index, (TKey, TValue) item)
    {
        _values.Add(item.Item1, item.Item2);
        _entries.Insert(index, item);
    }

    public bool Remove(TKey key)
    {
        if (!_values.Remove(key))
            return false;
        _entries.RemoveAt(Position(key));
        return true;
    }

    public bool Remove((TKey, TValue) item) => Contains(item) && Remove(item.Item1);

    public bool Remove(KeyValuePair<TKey, TValue> item) => Contains(item) && Remove(item.Key);

    public void RemoveAt(int index) => Remove(_entries[index].Key);

    public void Clear()
    {
        _values.Clear();
        _entries.Clear();
    }

    public void clear() => Clear();

    public bool ContainsKey(TKey key) => _values.ContainsKey(key);

    public bool Contains((TKey, TValue) item) => _entries.Contains(item);

    public bool Contains(KeyValuePair<TKey, TValue> item) => Contains((item.Key, item.Value));

    public bool TryGetValue(TKey key, out TValue value) => _values.TryGetValue(key, out value);

    public int IndexOf((TKey, TValue) item) => _entries.IndexOf(item);

    public void CopyTo((TKey, TValue)[] array, int arrayIndex) => _entries.CopyTo(array, arrayIndex);

    public void CopyTo(KeyValuePair<TKey, TValue>[] array, int arrayIndex)
    {
        foreach (var (key, value) in _entries)
            array[arrayIndex++] = new(key, value);
    }

    public IEnumerable<TKey> keys() => Keys;

    public IEnumerable<TValue> values() => Values;

    public IEnumerator<(TKey, TValue)> items() => GetEnumerator();

    public IEnumerator<(TKey, TValue)> GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    IEnumerator<KeyValuePair<TKey, TValue>> IEnumerable<KeyValuePair<TKey, TValue>>.GetEnumerator() =>
        _entries.Select(entry => new KeyValuePair<TKey, TValue>(entry.Key, entry.Value)).GetEnumerator();

    private int Position(TKey key) => _entries.FindIndex(entry => EqualityComparer<TKey>.Default.Equals(entry.Key, key));
}
