using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Batching;

/// <summary>Reads a view once, from the first row to the last, into contiguous memory.</summary>
internal sealed class ImageReader(ImageColumns columns, ReadingLog log)
{
    // Batch normalization needs two images, in each half of a search.
    private const int FewestImages = 4;

    private readonly int _size = columns.Shape.Size;
    private float[] _pixels = [];
    private long[] _labels = [];
    private int _count;
    private long _missing;

    /// <summary>Reads all rows that have a label.</summary>
    /// <param name="input">The view.</param>
    /// <param name="columns">Which columns to read.</param>
    /// <param name="log">Told of rows that had to be left out, and asked whether to go on.</param>
    /// <returns>The images, values as they are in the column.</returns>
    /// <exception cref="ArgumentException">There is no image, or only of one class, or a pixel is not a finite number, or a label is none of the key's.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static LabelledData Read(IDataView input, ImageColumns columns, ReadingLog log) =>
        new ImageReader(columns, log).Read(input);

    private LabelledData Read(IDataView input)
    {
        Reserve(input.GetRowCount() ?? 256);
        using (var cursor = input.GetRowCursor([columns.Label, columns.Features]))
        using (var image = PixelReader.Of(cursor, columns.Features, columns.Shape))
        {
            var label = LabelReader.Of(cursor, columns.Label);
            while (cursor.MoveNext())
            {
                ReadRow(label(), image, cursor.Position);
            }
        }

        CheckWhole();
        return new LabelledData(
            tensor(_pixels.AsMemory(0, _count * _size), [_count, columns.Shape.Channels, columns.Shape.Height, columns.Shape.Width], device: CPU),
            tensor(_labels.AsMemory(0, _count), [_count], device: CPU),
            columns.ClassCount);
    }

    private void ReadRow(ulong label, PixelReader image, long row)
    {
        if ((row & 0xff) == 0 && log.IsCancelled())
        {
            throw new OperationCanceledException("The reading of the images was cancelled.");
        }

        if (label == 0)
        {
            _missing++;
            return;
        }

        if (label > (ulong)columns.ClassCount)
        {
            throw Refusal.OfInput(
                $"The label in row {row} of column '{columns.Label.Name}' is {label}; allowed are 1 to {columns.ClassCount}, and 0 for missing.");
        }

        Reserve(_count + 1);
        var pixels = _pixels.AsSpan(_count * _size, _size);
        image.Read(pixels);
        CheckFinite(pixels, row);
        _labels[_count++] = (long)label - 1;
    }

    private void CheckFinite(ReadOnlySpan<float> pixels, long row)
    {
        if (IsFinite(pixels))
        {
            return;
        }

        throw Refusal.OfInput(
            $"A pixel in row {row} of column '{columns.Features.Name}' is not a finite number, or the row has no image; "
            + "Transforms.ReplaceMissingValues or Data.FilterRowsByMissingValues help.");
    }

    private static bool IsFinite(ReadOnlySpan<float> pixels)
    {
        foreach (var pixel in pixels)
        {
            if (!float.IsFinite(pixel))
            {
                return false;
            }
        }

        return true;
    }

    private void CheckWhole()
    {
        if (_missing > 0 && _count > 0)
        {
            log.Warn($"{_missing} rows have no label in column '{columns.Label.Name}' and are left out; {_count} remain.");
        }

        if (_count == 0)
        {
            throw Refusal.OfInput(
                _missing > 0
                    ? $"All {_missing} rows have a missing label in column '{columns.Label.Name}'."
                    : "The view is empty; there is no image to learn from.");
        }

        if (_count < FewestImages)
        {
            throw Refusal.OfInput($"There are {_count} labelled images; at least {FewestImages} are needed.");
        }

        if (_labels.AsSpan(0, _count).IndexOfAnyExcept(_labels[0]) < 0)
        {
            throw Refusal.OfInput(
                $"All {_count} images have the same class in column '{columns.Label.Name}'; at least two classes are needed.");
        }
    }

    private void Reserve(long rows)
    {
        if (rows <= _labels.Length)
        {
            return;
        }

        var most = Array.MaxLength / _size;
        if (_count >= most)
        {
            throw Refusal.OfInput($"More than {most} images of {columns.Shape} do not fit into memory at once; use fewer or smaller ones.");
        }

        var capacity = (int)Math.Min(most, Math.Max(rows, 2L * _labels.Length));
        Array.Resize(ref _pixels, capacity * _size);
        Array.Resize(ref _labels, capacity);
    }
}
