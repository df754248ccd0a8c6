using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ImageSearch;

/// <summary>Images that come as plain pixels: the bundled digits, MNIST's IDX files, CIFAR's binary files.</summary>
/// <param name="Name">What the images are called in the report.</param>
/// <param name="Channels">Number of channels.</param>
/// <param name="Height">Height in pixels.</param>
/// <param name="Width">Width in pixels.</param>
/// <param name="Rows">The images.</param>
internal sealed record PixelSource(string Name, int Channels, int Height, int Width, IReadOnlyList<ImageRow> Rows)
{
    private const int IdxImages = 2051;
    private const int IdxLabels = 2049;
    private static readonly string[] CifarClasses =
        ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];

    public static PixelSource Digits()
    {
        using var reader = new StreamReader(Open(Path.Combine(AppContext.BaseDirectory, "digits.csv.gz")));
        var rows = new List<ImageRow>();
        while (reader.ReadLine() is { } line)
        {
            var numbers = line.Split(',');
            rows.Add(new ImageRow
            {
                Pixels = [.. numbers[..64].Select(number => float.Parse(number, CultureInfo.InvariantCulture))],
                Label = numbers[64],
            });
        }

        return new PixelSource("8x8 digits", 1, 8, 8, rows);
    }

    /// <exception cref="FormatException">A file is not what its name promises.</exception>
    public static PixelSource Idx(string folder)
    {
        using var images = Open(Find(folder, "train-images*"));
        using var labels = Open(Find(folder, "train-labels*"));
        var (imageMagic, count, height, width) = (Int32(images), Int32(images), Int32(images), Int32(images));
        var (labelMagic, labelCount) = (Int32(labels), Int32(labels));
        if (imageMagic != IdxImages || labelMagic != IdxLabels || count != labelCount)
        {
            throw new FormatException($"The IDX files in {folder} do not hold as many labels as images.");
        }

        var pixels = new byte[height * width];
        var rows = new List<ImageRow>(count);
        for (var i = 0; i < count; i++)
        {
            images.ReadExactly(pixels);
            rows.Add(Row(pixels, labels.ReadByte().ToString(CultureInfo.InvariantCulture)));
        }

        return new PixelSource(Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)), 1, height, width, rows);
    }

    /// <exception cref="FormatException">The file ends within an image, or a label is none of the ten.</exception>
    public static PixelSource Cifar(string path)
    {
        using var file = Open(path);
        var record = new byte[1 + (3 * 32 * 32)];
        var rows = new List<ImageRow>();
        for (int read; (read = file.ReadAtLeast(record, record.Length, throwOnEndOfStream: false)) > 0;)
        {
            if (read < record.Length || record[0] >= CifarClasses.Length)
            {
                throw new FormatException($"{path} is no CIFAR-10 binary file: record {rows.Count} is broken.");
            }

            rows.Add(Row(record.AsSpan(1), CifarClasses[record[0]]));
        }

        return new PixelSource(Path.GetFileName(path), 3, 32, 32, rows);
    }

    /// <summary>The images as a view whose column Pixels is a Vector&lt;Single, C, H, W&gt;.</summary>
    public IDataView ToDataView(MLContext ml, int? images, int seed)
    {
        var schema = SchemaDefinition.Create(typeof(ImageRow));
        schema[nameof(ImageRow.Pixels)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, Channels, Height, Width);
        var rows = Rows.ToArray();
        new Random(seed).Shuffle(rows);
        return ml.Data.LoadFromEnumerable(rows.Take(images ?? rows.Length).ToArray(), schema);
    }

    private static ImageRow Row(ReadOnlySpan<byte> pixels, string label)
    {
        var row = new ImageRow { Pixels = new float[pixels.Length], Label = label };
        for (var i = 0; i < pixels.Length; i++)
        {
            row.Pixels[i] = pixels[i];
        }

        return row;
    }

    private static string Find(string folder, string pattern) =>
        Directory.EnumerateFiles(folder, pattern).Order(StringComparer.Ordinal).FirstOrDefault()
        ?? throw new FileNotFoundException($"No file {pattern} in {folder}.");

    private static Stream Open(string path) =>
        path.EndsWith(".gz", StringComparison.Ordinal)
            ? new GZipStream(File.OpenRead(path), CompressionMode.Decompress)
            : File.OpenRead(path);

    private static int Int32(Stream stream)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        stream.ReadExactly(bytes);
        return BinaryPrimitives.ReadInt32BigEndian(bytes);
    }
}
