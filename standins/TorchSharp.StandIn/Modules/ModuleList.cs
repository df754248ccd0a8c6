using System.Collections;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules;

public class ModuleList<T> : Module, IList<T> where T : Module
{
    private readonly List<T> _items;
    private bool _registered;

    public ModuleList(params T[] modules) : base(nameof(ModuleList<T>)) => _items = [.. modules];

    public int Count => _items.Count;

    public bool IsReadOnly => false;

    public T this[int index]
    {
        get => _items[index];
        set => _items[index] = value;
    }

    // As in the real class, the list becomes its parent's the moment it is registered; what is added later is not.
    protected override void RegisterComponents()
    {
        if (_registered)
            return;
        for (var i = 0; i < Count; i++)
            register_module($"{i}", _items[i]);
        _registered = true;
    }

    public void Add(T item) => _items.Add(item);

    public void append(params T[] parameters) => _items.AddRange(parameters);

    public void extend(IEnumerable<T> modules) => _items.AddRange(modules);

    public void Insert(int index, T item) => _items.Insert(index, item);

    public bool Remove(T item) => _items.Remove(item);

    public void RemoveAt(int index) => _items.RemoveAt(index);

    public void Clear() => _items.Clear();

    public bool Contains(T item) => _items.Contains(item);

    public int IndexOf(T item) => _items.IndexOf(item);

    public void CopyTo(T[] array, int arrayIndex) => _items.CopyTo(array, arrayIndex);

    public IEnumerator<T> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
