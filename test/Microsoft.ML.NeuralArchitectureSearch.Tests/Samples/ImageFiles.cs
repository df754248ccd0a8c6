using System.Buffers.Binary;
using Microsoft.ML.Data;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Samples;

/// <summary>Small sets of images in the forms that the sample reads. Even images are dark, odd ones bright.</summary>
internal static class ImageFiles
{
    public static void WritePngFolders(string folder, int count)
    {
        const int side = 10;
        string[] classes = ["dark", "bright"];
        foreach (var name in classes)
        {
            Directory.CreateDirectory(Path.Combine(folder, name));
        }

        for (var i = 0; i < count; i++)
        {
            using var image = MLImage.CreateFromPixels(side, side, MLPixelFormat.Bgra32, Pixels(i, 4 * side * side));
            image.Save(Path.Combine(folder, classes[i % 2], $"{i:D3}.png"));
        }
    }

    public static void WriteIdx(string folder, int count, int side)
    {
        Directory.CreateDirectory(folder);
        using var images = File.Create(Path.Combine(folder, "train-images-idx3-ubyte"));
        images.Write(BigEndian(0x00000803, count, side, side));
        using var labels = File.Create(Path.Combine(folder, "train-labels-idx1-ubyte"));
        labels.Write(BigEndian(0x00000801, count));
        for (var i = 0; i < count; i++)
        {
            images.Write(Pixels(i, side * side));
            labels.WriteByte((byte)(i % 2));
        }
    }

    public static void WriteCifar(string path, int count)
    {
        using var file = File.Create(path);
        for (var i = 0; i < count; i++)
        {
            file.WriteByte((byte)(i % 2));
            file.Write(Pixels(i, 3 * 32 * 32));
        }
    }

    private static byte[] Pixels(int number, int count)
    {
        var random = new Random(number);
        var brightness = number % 2 == 0 ? 0 : 150;
        return [.. Enumerable.Range(0, count).Select(_ => (byte)(brightness + random.Next(100)))];
    }

    private static byte[] BigEndian(params int[] numbers)
    {
        var bytes = new byte[numbers.Length * sizeof(int)];
        for (var i = 0; i < numbers.Length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(i * sizeof(int)), numbers[i]);
        }

        return bytes;
    }
}
