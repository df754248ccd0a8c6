using System.Collections;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules;

public class ParameterList : nn.Module, IList<Parameter>
{
    private readonly List<Parameter> _items;
    private bool _registered;

    public ParameterList(params Parameter[] parameters) : base(nameof(ParameterList)) => _items = [.. parameters];

    public int Count => _items.Count;

    public bool IsReadOnly => false;

    public Parameter this[int index]
    {
        get => _items[index];
        set => _items[index] = value;
    }

    protected override void RegisterComponents()
    {
        if (_registered)
            return;
        for (var i = 0; i < Count; i++)
            register_parameter($"{i}", _items[i]);
        _registered = true;
    }

    // Read from the list and not from the registry, so that parameters added later count too.
    public override IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true) =>
        _items.Select((parameter, i) => ($"{i}", parameter));

    public override bool has_parameter(string target) => get_parameter(target) is not null;

#nullable enable annotations
    public override Parameter? get_parameter(string target) =>
#nullable restore annotations
        int.TryParse(target, out var index) && index >= 0 && index < Count ? _items[index] : null;

    protected override void _toEpilog(ScalarType? dtype, Device device, bool non_blocking)
    {
        for (var i = 0; i < Count; i++)
        {
            var old = _items[i];
            if (!ReplaceParameter(dtype, device, old, out var moved))
                continue;
            _items[i] = moved;
            ConditionallyRegisterParameter($"{i}", moved);
            old.Dispose();
        }

        if (device is not null)
            (_deviceType, _deviceIndex) = (device.type, device.index);
    }

    public void Add(Parameter item) => _items.Add(item);

    public void append(params Parameter[] parameters) => _items.AddRange(parameters);

    public void extend(IEnumerable<Parameter> parameters) => _items.AddRange(parameters);

    public void Insert(int index, Parameter item) => _items.Insert(index, item);

    public bool Remove(Parameter item) => _items.Remove(item);

    public void RemoveAt(int index) => _items.RemoveAt(index);

    public void Clear() => _items.Clear();

    public bool Contains(Parameter item) => _items.Contains(item);

    public int IndexOf(Parameter item) => _items.IndexOf(item);

    public void CopyTo(Parameter[] array, int arrayIndex) => _items.CopyTo(array, arrayIndex);

    public IEnumerator<Parameter> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
