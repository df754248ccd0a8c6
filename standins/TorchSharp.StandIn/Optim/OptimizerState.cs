using static TorchSharp.torch;

namespace TorchSharp.Modules;

public abstract class OptimizerState
{
    protected Parameter _parameter;

    protected OptimizerState(Parameter parameter) => _parameter = parameter;

    public abstract void Initialize(OptimizerOptions options);

    public abstract void SaveStateDict(BinaryWriter writer);

    public abstract void LoadStateDict(BinaryReader reader);

    public abstract void LoadStateDict(OptimizerState source);

    public virtual bool ApproximatelyEquals(OptimizerState other) => false;

    public virtual void to(Device device) { }

    protected static void SaveConditionalStateTensor(BinaryWriter writer, Tensor tensor)
    {
        writer.Write(tensor is not null);
        if (tensor is not null)
            StateStream.WriteTensor(writer, tensor);
    }

    protected static void LoadConditionalStateTensor(BinaryReader reader, ref Tensor result, Device device)
    {
        result?.Dispose();
        result = null;
        if (!reader.ReadBoolean())
            return;
        using var read = StateStream.ReadTensor(reader);
        result = ParameterFactory.Buffer(read.to(device));
    }

    internal Tensor Zeros() => ParameterFactory.Buffer(Aten.Call("aten::zeros_like", _parameter).detach_());

    internal static void Reset(ref Tensor field, Tensor value)
    {
        field?.Dispose();
        field = value;
    }

    internal void CopyFrom(ref Tensor field, Tensor source)
    {
        var copy = source is null ? null : ParameterFactory.Buffer(source.to(_parameter.device, copy: true));
        Reset(ref field, copy);
    }

    internal static void Move(ref Tensor field, Device device)
    {
        if (field is not null)
            Reset(ref field, ParameterFactory.Buffer(field.to(device)));
    }

    internal static bool Close(Tensor mine, Tensor theirs) =>
        mine is null ? theirs is null : theirs is not null && mine.allclose(theirs);
}
