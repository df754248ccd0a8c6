using static TorchSharp.torch;

namespace TorchSharp;

// The format: element type, number of dimensions and sizes as LEB128 numbers, then the bytes.
public static partial class TensorExtensionMethods
{
    public static void Save(this Tensor tensor, BinaryWriter writer)
    {
        using var here = tensor.cpu();
        writer.Write7BitEncodedInt64((long)here.dtype);
        var shape = here.shape;
        writer.Write7BitEncodedInt64(shape.Length);
        foreach (var size in shape)
            writer.Write7BitEncodedInt64(size);
        writer.Flush();
        here.WriteBytesToStream(writer.BaseStream);
    }

    public static void Save(this Tensor tensor, Stream stream)
    {
        using var writer = new BinaryWriter(stream);
        tensor.Save(writer);
    }

    public static void Save(this Tensor tensor, string location)
    {
        using var stream = File.Create(location);
        tensor.Save(stream);
    }

    public static void Load(this Tensor tensor, BinaryReader reader, bool skip = false)
    {
        var (type, shape) = ReadHead(reader);
        if (type != tensor.dtype)
        {
            throw new ArgumentException(
                "Mismatched tensor data types while loading. Make sure that the model you are loading into is exactly the same as the origin.");
        }

        Fill(tensor, shape, reader, skip);
    }

    public static void Load(ref Tensor tensor, BinaryReader reader, bool skip = false)
    {
        var (type, shape) = ReadHead(reader);
        tensor ??= zeros(shape, type);
        if (tensor.dtype == type)
        {
            Fill(tensor, shape, reader, skip);
            return;
        }

        using var other = zeros(shape, type);
        Fill(other, shape, reader, skip);
        using (no_grad())
        {
            if (!skip)
                tensor.copy_(other);
        }
    }

    public static Tensor Load(BinaryReader reader, bool skip = false)
    {
        Tensor tensor = null;
        Load(ref tensor, reader, skip);
        return tensor;
    }

    private static (ScalarType Type, long[] Shape) ReadHead(BinaryReader reader)
    {
        var type = (ScalarType)reader.Read7BitEncodedInt64();
        var shape = new long[reader.Read7BitEncodedInt64()];
        for (var i = 0; i < shape.Length; i++)
            shape[i] = reader.Read7BitEncodedInt64();
        return (type, shape);
    }

    private static void Fill(Tensor tensor, long[] shape, BinaryReader reader, bool skip)
    {
        if (skip)
        {
            reader.BaseStream.Seek(shape.TotalSize() * tensor.dtype.ElementSize(), SeekOrigin.Current);
            return;
        }

        if (!shape.SequenceEqual(tensor.shape))
        {
            throw new ArgumentException(
                "Mismatched tensor shape while loading. Make sure that the model you are loading into is exactly the same as the origin.");
        }

        using (no_grad())
        {
            using var read = empty(shape, tensor.dtype, CPU);
            read.ReadBytesFromStream(reader.BaseStream);
            tensor.copy_(read);
        }
    }
}
