namespace TorchSharp;

/// The binary form of tensors in saved modules and optimizers: element type, number of dimensions and each dimension as unsigned
/// LEB128, then the raw bytes in row-major order.
internal static class StateStream
{
    internal static void WriteNumber(BinaryWriter writer, long value) => writer.Write7BitEncodedInt64(value);

    internal static long ReadNumber(BinaryReader reader) => reader.Read7BitEncodedInt64();

    internal static void WriteTensor(BinaryWriter writer, torch.Tensor tensor)
    {
        using var detached = tensor.detach();
        using var host = detached.cpu();
        using var rows = host.contiguous();
        WriteNumber(writer, (long)tensor.dtype);
        WriteNumber(writer, tensor.dim());
        foreach (var size in tensor.shape)
            WriteNumber(writer, size);
        writer.Flush();
        writer.BaseStream.Write(rows.bytes);
    }

    /// A new tensor on the CPU, in no dispose scope.
    internal static torch.Tensor ReadTensor(BinaryReader reader)
    {
        var type = (torch.ScalarType)ReadNumber(reader);
        var shape = ReadShape(reader);
        var tensor = torch.empty(shape, type, torch.CPU);
        tensor.DetachFromDisposeScope();
        reader.BaseStream.ReadExactly(tensor.bytes);
        return tensor;
    }

    internal static void ReadInto(BinaryReader reader, torch.Tensor target)
    {
        using var read = ReadTensor(reader);
        if (read.dtype != target.dtype)
            throw new ArgumentException("Mismatched tensor data types while loading. Make sure that the model you are loading into is exactly the same as the origin.");
        if (!read.shape.AsSpan().SequenceEqual(target.shape))
            throw new ArgumentException("Mismatched tensor shape while loading. Make sure that the model you are loading into is exactly the same as the origin.");

        using var _ = torch.no_grad();
        Aten.CallInPlace("aten::copy_", target, read);
    }

    internal static void Skip(BinaryReader reader)
    {
        using var skipped = ReadTensor(reader);
    }

    private static long[] ReadShape(BinaryReader reader)
    {
        var shape = new long[ReadNumber(reader)];
        for (var i = 0; i < shape.Length; i++)
            shape[i] = ReadNumber(reader);
        return shape;
    }
}
