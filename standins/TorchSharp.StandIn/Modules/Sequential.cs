using System.Runtime.CompilerServices;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules;

public class Sequential : Module<Tensor, Tensor>
{
    private readonly List<(string Name, IModule<Tensor, Tensor> Module)> _steps = [];

    protected internal Sequential(params Module<Tensor, Tensor>[] modules) : base(nameof(Sequential))
    {
        foreach (var module in modules)
            append(module);
    }

    protected internal Sequential(params (string name, Module<Tensor, Tensor> submodule)[] modules) : base(nameof(Sequential))
    {
        foreach (var (name, module) in modules)
            append(name, module);
    }

    public int Count => _steps.Count;

    [IndexerName("SequentialItems")]
    public IModule<Tensor, Tensor> this[int index] => _steps[index].Module;

    [IndexerName("SequentialItems")]
    public Sequential this[Range index]
    {
        get
        {
            var (start, length) = index.GetOffsetAndLength(Count);
            return Part(start, start + length);
        }
    }

    [IndexerName("SequentialItems")]
    public Sequential this[(int? start, int? end) index] => Part(index.start ?? 0, index.end ?? Count);

    public Sequential append(IModule<Tensor, Tensor> module) => append($"{Count}", module);

    public Sequential append(string name, IModule<Tensor, Tensor> module)
    {
        register_module(name, (nn.Module)module);
        _steps.Add((name, module));
        return this;
    }

    public override Tensor forward(Tensor tensor)
    {
        if (Count == 0)
            return tensor.alias();

        var result = _steps[0].Module.call(tensor);
        for (var i = 1; i < Count; i++)
        {
            // What lies between two steps is nobody else's: freeing it here keeps inference flat without a dispose scope.
            using var between = result;
            result = _steps[i].Module.call(between);
        }

        return result;
    }

    private Sequential Part(int start, int end)
    {
        var part = new Sequential(Array.Empty<Module<Tensor, Tensor>>());
        foreach (var (name, module) in _steps[start..end])
            part.append(name, module);
        return part;
    }
}
